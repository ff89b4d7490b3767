// What the published log says of a tracking code and a receipt. Every check notes a step; the first that decides the
// answer ends it.
import { equal } from "../../../VotingPage/source/crypto/bytes.js";
import { trackingCode } from "../../../VotingPage/source/crypto/codes.js";
import { checksSignatures, parsedNote } from "../../../VotingPage/source/crypto/notes.js";
import { parsedReceipt, treeHead } from "../../../VotingPage/source/crypto/receipt.js";
import { cosigners, keysOf } from "../../../VotingPage/source/crypto/signers.js";
import { provenRoot } from "../../../VotingPage/source/crypto/tree.js";
import { Conclusion, damaged, understood } from "./findings.js";
import { PublishedLog, readCheckpoint } from "./published.js";
import { ballotsIn, isNear, trackingPath } from "./tracking.js";

/** The first byte of an entry that is a ballot (spec/record.md, "Entries"). */
const ballot = 1;

/** The page's own keys are no keys that anybody should have. */
export class NoKeys extends Error {}

/**
 * The answer to a tracking code (as printed), a receipt (the file's text), or both: {answer, values, steps, checkpoint},
 * where steps are {step, result, values}, result is `holds`, `fails`, `few`, `early` or `skipped`, and checkpoint is the
 * folder's. Throws `Wanted` and `NoAnswer` as the folder does, and `NoKeys`.
 */
export async function examine({ code, receipt }, election, folder) {
  const examination = new Examination(election, folder);
  try {
    await examination.run(code, receipt);
  } catch (ending) {
    if (!(ending instanceof Conclusion)) throw ending;
    const { answer, values, steps } = ending;
    return { answer, values, steps: [...examination.steps, ...steps], checkpoint: examination.checkpoint };
  }
}

class Examination {
  steps = [];

  constructor(election, folder) {
    this.election = election;
    this.folder = folder;
  }

  note(step, result, values = {}) {
    this.steps.push({ step, result, values });
  }

  end(answer, values) {
    throw new Conclusion(answer, values);
  }

  async run(code, receipt) {
    this.isSigned = await checksSignatures();
    this.keys = await keysOf(this.election).catch(({ message }) => { throw new NoKeys(message); });
    this.code = code;
    const claim = receipt && (await this.readReceipt(receipt));
    this.list = code && trackingPath(code, this.election.tracking_symbols);
    await this.folder.readAll(["checkpoint", ...(claim ? [] : [this.list])]);
    await this.openLog();
    if (claim) await this.holdAgainst(claim);
    const places = [];
    for (const index of claim ? [claim.index] : await this.lookUp()) places.push(await this.examinePlace(index, claim));
    const answer = this.isSigned ? (this.isWitnessed ? "found" : "few") : "unsigned";
    this.end(places.length > 1 ? "shared" : answer, { ...places[0], n: places.length });
  }

  noteWitnesses(step, cosigned, otherwise) {
    const { witness_quorum: quorum, witnesses } = this.election;
    const values = { n: cosigned.length, quorum, all: witnesses.length, cosigned };
    if (witnesses.length > 0) this.note(step, cosigned.length >= quorum ? "holds" : otherwise, values);
    return cosigned.length >= quorum;
  }

  /** What the receipt claims: {index, hashes, size, root}, under a checkpoint that the log signed. */
  async readReceipt(receipt) {
    let claim;
    try {
      const { index, hashes, checkpoint } = parsedReceipt(receipt);
      claim = { index, hashes, checkpoint, ...treeHead(parsedNote(checkpoint).text) };
    } catch {
      this.note("receipt", "fails");
      this.end("malformed");
    }
    const { origin, index, size } = claim;
    if (origin !== this.election.origin) {
      this.note("origin", "fails", { origin, expected: this.election.origin });
      this.end("other", { origin });
    }
    this.note("receipt", "holds", { index, size });
    if (this.isSigned) await this.checkReceipt(claim);
    else this.note("receipt-log", "skipped");
    return claim;
  }

  async checkReceipt({ checkpoint }) {
    try {
      const cosigned = await cosigners(checkpoint, this.keys);
      this.note("receipt-log", "holds");
      this.noteWitnesses("receipt-witnesses", cosigned, "early");
    } catch {
      this.note("receipt-log", "fails");
      this.end("forged");
    }
  }

  /** The published log, under the checkpoint that its key and enough witnesses signed. */
  async openLog() {
    const { bytes, note, ...head } = await readCheckpoint(this.folder, this.election);
    this.checkpoint = bytes;
    this.log = new PublishedLog(this.folder, head);
    const { size } = head;
    if (!this.isSigned) return this.note("checkpoint", "skipped", { size });
    const cosigned = await understood("checkpoint", () => cosigners(note, this.keys), "signature");
    this.note("checkpoint", "holds", { size });
    this.isWitnessed = this.noteWitnesses("witnesses", cosigned, "few");
  }

  /** Whether the published log holds the entry that closed the vote. A larger log then has no ballot more. */
  get isOver() {
    const { close } = this.election;
    return Number.isInteger(close) && close < this.log.size;
  }

  /** The log that the receipt is of has to be the published one's beginning. */
  async holdAgainst(claim) {
    const { index, size: old } = claim;
    const { size } = this.log;
    if (old > size) {
      this.note("size", "fails", { old, size });
      // Before the close the folder may be an older one, or its checkpoint, which comes last, not uploaded yet.
      this.end(this.isSigned && this.isOver ? "shrunk" : "behind", { old, size });
    }
    if (index >= old) this.endUnproven();
    const isPrefix = equal(await this.log.rootAt(old), claim.root);
    this.note("prefix", isPrefix ? "holds" : "fails", { old, size });
    if (isPrefix) return;
    if (!this.isSigned) this.end("contradicted");
    this.end((await this.isThere(claim)) ? "forked" : "removed");
  }

  /** Whether the receipt's ballot stands in the published log after all; true where that can't be told. */
  async isThere(claim) {
    const leaves = await this.allLeaves();
    if (!leaves) return true;
    if (this.code) return leaves.some((leaf) => trackingCode(leaf) === this.code);
    for (const leaf of leaves) {
      const root = await provenRoot({ ...claim, leaf }).catch(() => undefined);
      if (root && equal(root, claim.root)) return true;
    }
    return false;
  }

  /** Every leaf of the log; undefined when they are too many to ask for. */
  async allLeaves() {
    if (this.log.size > this.folder.mostLeaves) return undefined;
    const leaves = await this.log.leaves();
    this.note("whole", "holds", { size: leaves.length });
    return leaves;
  }

  /** The places of the ballots with the code: as the list has it, which proves nothing yet, or else as the whole log. */
  async lookUp() {
    const [path, code] = [this.list, this.code];
    const bytes = await this.folder.read(path);
    const ballots = bytes ? await understood(path, () => ballotsIn(bytes, path)) : [];
    const placesIn = (list) => list.filter((each) => each.code === code).map(({ index }) => index);
    const listed = placesIn(ballots);
    this.note("index", listed.length > 0 ? "holds" : "fails", { path, code });
    if (listed.some((index) => index >= this.log.size)) this.endBeyond();
    if (listed.length > 0) return listed;
    const leaves = await this.allLeaves();
    const all = leaves ? leaves.map((leaf, index) => ({ code: trackingCode(leaf), index })) : ballots;
    const found = placesIn(all);
    if (found.length > 0) return found;
    const near = all.map((each) => each.code).filter((other) => isNear(other, code));
    return this.end(leaves ? "unknown" : "unlisted", { code, near: near.slice(0, 3) });
  }

  /** The list is uploaded before the checkpoint, so it may be ahead of the log; but not of one that is over. */
  endBeyond() {
    const { size } = this.log;
    if (this.isOver) throw damaged(this.list, "beyond", { size });
    this.note("inclusion", "skipped", { size });
    this.end("pending", { code: this.code, size });
  }

  /** The entry at `index`: in the tree, with the code, a ballot, before the close. Returns {index, code}. */
  async examinePlace(index, claim) {
    const { leaf, hashes } = await this.log.leaf(index);
    this.note("inclusion", "holds", { index, size: this.log.size, n: hashes.length });
    if (claim) await this.prove(claim, leaf);
    const code = trackingCode(leaf);
    const isIts = !this.code || code === this.code;
    this.note("code", isIts ? "holds" : "fails", { code, expected: this.code });
    if (!isIts && claim) this.end("mismatch", { code, expected: this.code });
    if (!isIts) throw damaged(this.list, "code", { index, code });
    const entry = await this.log.entry(index, leaf);
    this.note("ballot", entry[0] === ballot ? "holds" : "fails", { n: entry.length });
    if (entry[0] !== ballot) this.end("act", { index });
    this.checkWindow(index);
    return { index, code };
  }

  async prove(claim, leaf) {
    const root = await provenRoot({ ...claim, leaf }).catch(() => this.endUnproven());
    if (!equal(root, claim.root)) this.endUnproven();
    this.note("receipt-inclusion", "holds", { n: claim.hashes.length });
  }

  endUnproven() {
    this.note("receipt-inclusion", "fails");
    this.end("forged");
  }

  /** A page of a vote that is closed knows the entry that closed it. */
  checkWindow(index) {
    const { close } = this.election;
    if (!Number.isInteger(close)) return;
    this.note("window", index < close ? "holds" : "fails", { close });
    if (index >= close) this.end("late", { index, close });
  }
}
