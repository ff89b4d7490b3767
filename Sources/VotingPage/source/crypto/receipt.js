// Receipts: the log holds this ballot, under a checkpoint that the log and its witnesses signed (spec/log.md).
import { equal, fromBase64, join } from "./bytes.js";
import { trackingCode } from "./codes.js";
import { sha256 } from "./hashing.js";
import { checksSignatures, cosignatureKey, signatureKey, verifiedNote } from "./notes.js";

const node = (left, right) => sha256(join([1], left, right));

/** The root that an inclusion proof of RFC 9162 leads to. Throws when it has a hash too few or too many. */
export async function provenRoot({ index, size, leaf, hashes }) {
  if (index >= size) throw new Error("the log is smaller than the ballot's place in it");
  let [first, last, root] = [BigInt(index), BigInt(size) - 1n, leaf];
  for (const hash of hashes) {
    if (last === 0n) throw new Error("the proof has too many hashes");
    if (first & 1n || first === last) {
      root = await node(hash, root);
      while (first !== 0n && !(first & 1n)) [first, last] = [first >> 1n, last >> 1n];
    } else {
      root = await node(root, hash);
    }
    [first, last] = [first >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new Error("the proof has too few hashes");
  return root;
}

function parsed(text) {
  const shape = /^c2sp\.org\/tlog-proof@v1\n(?:extra \S*\n)?index (0|[1-9]\d{0,14})\n((?:\S+\n)*)\n([^]+)$/;
  const [, index, hashes, checkpoint] = shape.exec(text) ?? [];
  if (index === undefined) throw new Error("expected a receipt");
  return { index: Number(index), hashes: hashes.split("\n").slice(0, -1).map(fromBase64), checkpoint };
}

function treeHead(text, origin) {
  const [name, size, root, ...rest] = text.split("\n");
  if (name !== origin || !/^(0|[1-9]\d{0,14})$/.test(size) || rest.length !== 1 || rest[0] !== "") {
    throw new Error("expected a checkpoint of this election");
  }
  return { size: Number(size), root: fromBase64(root) };
}

/**
 * Checks that the receipt shows the leaf in the election's log. Returns its place, the log's size, and whether its
 * signatures were checked: a browser without Ed25519 can't. Throws when anything does not hold.
 */
export async function verifiedReceipt(text, leaf, election) {
  const { index, hashes, checkpoint } = parsed(text);
  const signed = await checksSignatures();
  let note = { text: checkpoint.slice(0, checkpoint.lastIndexOf("\n\n") + 1) };
  if (signed) {
    const log = await signatureKey(election.log_key);
    const witnesses = await Promise.all(election.witnesses.map(cosignatureKey));
    note = await verifiedNote(checkpoint, [log, ...witnesses]);
    if (!note.signers.has(log.name)) throw new Error("the log did not sign the checkpoint");
    const cosigned = witnesses.filter((witness) => note.signers.has(witness.name)).length;
    if (cosigned < election.witness_quorum) throw new Error("too few witnesses have signed the checkpoint");
  }
  const head = treeHead(note.text, election.origin);
  const root = await provenRoot({ index, size: head.size, leaf, hashes });
  if (!equal(root, head.root)) throw new Error("the ballot is not in the log that the receipt names");
  return { index, size: head.size, signed, trackingCode: trackingCode(leaf) };
}
