// What the published log says of a tracking code and a receipt. Every check notes a step; the first that decides the
// answer ends it. Nothing that the folder holds is believed before the checkpoint's root covers it.
import { equal, text } from "../../../VotingPage/source/crypto/bytes.js";
import { trackingCode } from "../../../VotingPage/source/crypto/codes.js";
import { checksSignatures, cosignatureKey, parsedNote, signatureKey, verifiedNote } from "../../../VotingPage/source/crypto/notes.js";
import { parsedReceipt, treeHead } from "../../../VotingPage/source/crypto/receipt.js";
import { bundlePath, entriesIn, hashesIn, leafTilePaths, nodesFrom, pathsRead } from "../../../VotingPage/source/crypto/tiles.js";
import { consistencyPath, inclusionPath, leafHash, provenRoot, provenRoots, rootOfAll } from "../../../VotingPage/source/crypto/tree.js";
import { ballotsIn, isNear, trackingPath } from "./tracking.js";

/** Logs of at most this many entries are read whole to say that a ballot is not there: 2 MB. */
const readWhole = 65_536;
/** The first byte of an entry that is a ballot (spec/record.md, "Entries"). */
const ballot = 1;

class Conclusion {
  constructor(answer, values, steps = []) {
    this.answer = answer;
    this.values = values;
    this.steps = steps;
  }
}

/**
 * The answer to a tracking code (as printed), a receipt (the file's text), or both: {answer, values, steps}, where
 * steps are {step, result, values} and result is `holds`, `fails`, `few`, `early` or `skipped`. Throws `Wanted` and `NoAnswer`
 * as the folder does.
 */
export async function examine(question, election, folder) {
  const examination = new Examination(election, folder);
  try {
    await examination.answer(question);
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

  end(answer, values = {}) {
    throw new Conclusion(answer, values);
  }

  /** Ends with a file of the folder that is not what it should be. */
  damaged(path, reason) {
    throw new Conclusion("damaged", { path }, [{ step: "file", result: "fails", values: { path, reason } }]);
  }

  async answer({ code, receipt }) {
    this.signed = await checksSignatures();
    await this.readKeys();
    const claim = receipt && (await this.readReceipt(receipt));
    await this.folder.readAll(["checkpoint", ...(claim ? [] : [trackingPath(code, this.election.tracking_symbols)])]);
    const head = await this.readCheckpoint();
    if (claim && claim.size > head.size) this.endBehind(claim, head);
    if (claim) await this.comparePrefix(claim, head, code);
    const indices = claim ? [claim.index] : await this.lookUp(code, head);
    const places = [];
    for (const index of indices) places.push(await this.examinePlace(index, head, code, claim));
    const answer = this.signed ? (this.isWitnessed ? "found" : "few") : "unsigned";
    this.end(places.length > 1 ? "shared" : answer, { ...places[0], size: head.size, n: indices.length });
  }

  async readKeys() {
    const { log_key, witnesses } = this.election;
    this.log = await signatureKey(log_key);
    this.witnesses = await Promise.all(witnesses.map(cosignatureKey));
  }

  /** The names and times of the witnesses among the signers; the log has to be one of them. */
  async signers(note) {
    const { signers } = await verifiedNote(note, [this.log, ...this.witnesses]);
    if (!signers.has(this.log.name)) throw new Error(`expected a signature of ${this.log.name}, found none`);
    return this.witnesses.filter(({ name }) => signers.has(name)).map(({ name }) => ({ name, time: signers.get(name) }));
  }

  noteWitnesses(step, cosigned, otherwise) {
    const { witness_quorum: quorum } = this.election;
    const values = { n: cosigned.length, quorum, all: this.witnesses.length, cosigned };
    if (this.witnesses.length > 0) this.note(step, cosigned.length >= quorum ? "holds" : otherwise, values);
  }

  /** The receipt's claim: {index, hashes, size, root}, under a checkpoint that the log signed. */
  async readReceipt(receipt) {
    let claim;
    try {
      const { index, hashes, checkpoint } = parsedReceipt(receipt);
      claim = { index, hashes, checkpoint, ...treeHead(parsedNote(checkpoint).text) };
    } catch (failure) {
      this.note("receipt", "fails", { reason: failure.message });
      this.end("malformed");
    }
    const { index, size, origin, checkpoint } = claim;
    if (origin !== this.election.origin) {
      this.note("origin", "fails", { origin, expected: this.election.origin });
      this.end("other", { origin });
    }
    this.note("receipt", "holds", { index, size });
    if (!this.signed) {
      this.note("receipt-log", "skipped");
      return claim;
    }
    try {
      const cosigned = await this.signers(checkpoint);
      this.note("receipt-log", "holds", { name: this.log.name });
      this.noteWitnesses("receipt-witnesses", cosigned, "early");
    } catch (failure) {
      this.note("receipt-log", "fails", { reason: failure.message });
      this.end("forged");
    }
    return claim;
  }

  /** The folder's tree head. */
  async readCheckpoint() {
    const path = "checkpoint";
    const bytes = await this.folder.read(path);
    if (!bytes) this.damaged(path, "missing");
    this.checkpoint = bytes;
    let head, note;
    try {
      note = text(bytes);
      head = treeHead(parsedNote(note).text);
      if (head.origin !== this.election.origin) {
        throw new Error(`expected the origin ${this.election.origin}, found ${head.origin}`);
      }
    } catch (failure) {
      this.damaged(path, failure.message);
    }
    if (!this.signed) {
      this.note("checkpoint", "skipped", { size: head.size });
      return head;
    }
    try {
      const cosigned = await this.signers(note);
      this.isWitnessed = cosigned.length >= this.election.witness_quorum;
      this.note("checkpoint", "holds", { size: head.size, name: this.log.name });
      this.noteWitnesses("witnesses", cosigned, "few");
    } catch (failure) {
      this.damaged(path, failure.message);
    }
    return head;
  }

  /** The receipt is of a larger log than the folder's. Once the vote is closed no receipt can be. */
  endBehind(claim, head) {
    this.note("size", "fails", { old: claim.size, size: head.size });
    const isOver = this.signed && ["closed", "done"].includes(this.election.phase);
    this.end(isOver ? "shrunk" : "behind", { size: head.size, old: claim.size });
  }

  /** The hashes of the tile at `path`. */
  async hashesAt(path) {
    const bytes = await this.folder.read(path);
    if (!bytes) this.damaged(path, "missing");
    try {
      return hashesIn(bytes, path);
    } catch (failure) {
      return this.damaged(path, failure.message);
    }
  }

  /** What `walk` makes of the nodes of the published tree, once all tiles that it reads, and `more`, are there. */
  async walked(head, walk, more = []) {
    const paths = await pathsRead(head.size, walk);
    await this.folder.readAll([...paths, ...more]);
    return { paths, found: await walk(nodesFrom((path) => this.hashesAt(path), head.size)) };
  }

  async comparePrefix(claim, head, code) {
    const { size: old, root: claimed } = claim;
    if (claim.index >= old) this.endUnproven("the log is smaller than the ballot's place in it");
    const { paths, found: hashes } = await this.walked(head, (nodeAt) => consistencyPath(old, 0, head.size, nodeAt));
    const { oldRoot, root } = await provenRoots({ old, size: head.size, hashes });
    if (!equal(root, head.root)) this.damaged(paths.join(", "), "not the tree of the checkpoint");
    const isPrefix = equal(oldRoot, claimed);
    this.note("prefix", isPrefix ? "holds" : "fails", { old, size: head.size });
    if (isPrefix) return;
    if (!this.signed) this.end("contradicted");
    this.end((await this.isThere(claim, head, code)) ? "forked" : "removed", { size: head.size, old });
  }

  /** Whether the receipt's ballot stands in the published log after all; true where that can't be told. */
  async isThere(claim, head, code) {
    if (!this.folder.isWhole || head.size > readWhole) return true;
    const leaves = await this.allLeaves(head);
    if (code) return leaves.some((leaf) => trackingCode(leaf) === code);
    for (const leaf of leaves) {
      const root = await provenRoot({ ...claim, leaf }).catch(() => undefined);
      if (root && equal(root, claim.root)) return true;
    }
    return false;
  }

  /** Every leaf of the log, held to the checkpoint's root. */
  async allLeaves(head) {
    const paths = leafTilePaths(head.size);
    await this.folder.readAll(paths);
    const leaves = (await Promise.all(paths.map((path) => this.hashesAt(path)))).flat();
    if (!equal(await rootOfAll(leaves), head.root)) this.damaged("tile/0", "not the tree of the checkpoint");
    this.note("whole", "holds", { size: head.size });
    return leaves;
  }

  /** The places of the ballots with this code. */
  async lookUp(code, head) {
    const path = trackingPath(code, this.election.tracking_symbols);
    const bytes = await this.folder.read(path);
    let ballots = [];
    try {
      if (bytes) ballots = ballotsIn(bytes, path);
    } catch (failure) {
      this.damaged(path, failure.message);
    }
    const listed = ballots.filter((ballot) => ballot.code === code).map(({ index }) => index);
    this.note("index", listed.length > 0 ? "holds" : "fails", { path, code });
    if (listed.some((index) => index >= head.size)) this.damaged(path, `an entry beyond ${head.size}`);
    if (listed.length > 0) return listed;
    if (this.folder.isWhole && head.size > 0 && head.size <= readWhole) {
      ballots = (await this.allLeaves(head)).map((leaf, index) => ({ code: trackingCode(leaf), index }));
    }
    const found = ballots.filter((ballot) => ballot.code === code).map(({ index }) => index);
    if (found.length > 0) return found;
    const near = ballots.filter((ballot) => isNear(ballot.code, code)).map(({ code }) => code);
    return this.end("unknown", { code, near: near.slice(0, 3) });
  }

  endUnproven(reason) {
    this.note("receipt-inclusion", "fails", { reason });
    this.end("forged");
  }

  /** The entry at `index`: in the tree, with the code, a ballot, before the close. Returns {index, code}. */
  async examinePlace(index, head, code, claim) {
    const proof = (nodeAt) => Promise.all([nodeAt(0, index), inclusionPath(index, 0, head.size, nodeAt)]);
    const { paths, found } = await this.walked(head, proof, [bundlePath(index, head.size)]);
    const [leaf, hashes] = found;
    const root = await provenRoot({ index, size: head.size, leaf, hashes });
    if (!equal(root, head.root)) this.damaged(paths.join(", "), "not the tree of the checkpoint");
    this.note("inclusion", "holds", { index, size: head.size, n: hashes.length });
    if (claim) await this.proveClaim(claim, leaf);
    const its = trackingCode(leaf);
    this.note("code", !code || its === code ? "holds" : "fails", { code: its, expected: code });
    if (code && its !== code) {
      if (claim) this.end("mismatch", { code: its, expected: code });
      this.damaged(trackingPath(code, this.election.tracking_symbols), `entry ${index} is ${its}`);
    }
    await this.readEntry(index, head, leaf);
    return { index, code: its };
  }

  async proveClaim(claim, leaf) {
    const root = await provenRoot({ ...claim, leaf }).catch((failure) => this.endUnproven(failure.message));
    if (!equal(root, claim.root)) this.endUnproven("it does not lead to the root of its checkpoint");
    this.note("receipt-inclusion", "holds", { n: claim.hashes.length });
  }

  async readEntry(index, head, leaf) {
    const path = bundlePath(index, head.size);
    const bytes = await this.folder.read(path);
    if (!bytes) this.damaged(path, "missing");
    let entry;
    try {
      entry = entriesIn(bytes, path)[index % 256];
    } catch (failure) {
      this.damaged(path, failure.message);
    }
    if (!equal(await leafHash(entry), leaf)) this.damaged(path, `entry ${index} is not the one in the tree`);
    const isBallot = entry[0] === ballot;
    this.note("ballot", isBallot ? "holds" : "fails", { index, n: entry.length });
    if (!isBallot) this.end("act", { index });
    const { close } = this.election;
    if (!Number.isInteger(close)) return;
    this.note("window", index < close ? "holds" : "fails", { index, close });
    if (index >= close) this.end("late", { index, close });
  }
}
