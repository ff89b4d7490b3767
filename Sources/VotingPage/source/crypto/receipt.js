// Receipts: the log holds this ballot, under a checkpoint that the log and its witnesses signed (spec/log.md).
import { equal, fromBase64 } from "./bytes.js";
import { trackingCode } from "./codes.js";
import { checksSignatures, parsedNote } from "./notes.js";
import { cosigners, keysOf } from "./signers.js";
import { provenRoot } from "./tree.js";

function digest(text) {
  const bytes = fromBase64(text);
  if (bytes.length !== 32) throw new Error("expected a hash of 32 bytes");
  return bytes;
}

/** A receipt's parts: the entry's index, the hashes of its inclusion proof, the checkpoint's note. */
export function parsedReceipt(text) {
  const shape = /^c2sp\.org\/tlog-proof@v1\n(?:extra (\S*)\n)?index (0|[1-9]\d{0,14})\n((?:\S+\n){0,63})\n([^]+)$/;
  const [, extra, index, hashes, checkpoint] = shape.exec(text) ?? [];
  if (index === undefined) throw new Error("expected a receipt");
  if (extra !== undefined) fromBase64(extra);
  return { index: Number(index), hashes: hashes.split("\n").slice(0, -1).map(digest), checkpoint };
}

/** What a checkpoint's text says: origin, size, root. */
export function treeHead(text) {
  const [origin, size, root, ...rest] = text.split("\n");
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size) || rest.length !== 1 || rest[0] !== "") {
    throw new Error("expected a checkpoint of three lines");
  }
  return { origin, size: Number(size), root: digest(root) };
}

/**
 * Checks that the receipt shows the leaf in the election's log. Returns its place, the log's size, and whether its
 * signatures were checked: a browser without Ed25519 can't. Throws when anything does not hold.
 */
export async function verifiedReceipt(text, leaf, election) {
  const { index, hashes, checkpoint } = parsedReceipt(text);
  const signed = await checksSignatures();
  const head = treeHead(parsedNote(checkpoint).text);
  if (head.origin !== election.origin) throw new Error("expected a checkpoint of this election");
  if (signed) {
    const cosigned = await cosigners(checkpoint, await keysOf(election));
    if (cosigned.length < election.witness_quorum) throw new Error("too few witnesses have signed the checkpoint");
  }
  const root = await provenRoot({ index, size: head.size, leaf, hashes });
  if (!equal(root, head.root)) throw new Error("the ballot is not in the log that the receipt names");
  return { index, size: head.size, signed, trackingCode: trackingCode(leaf) };
}
