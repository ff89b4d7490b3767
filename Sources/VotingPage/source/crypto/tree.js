// The log's Merkle tree: proofs from its subtrees, and the roots that proofs lead to (spec/log.md, "Tree").
import { join } from "./bytes.js";
import { sha256 } from "./hashing.js";

/** An entry's hash, a leaf of the tree. */
export const leafHash = (entry) => sha256(join([0], entry));

export const node = (left, right) => sha256(join([1], left, right));

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

/**
 * The roots of the first `old` entries and of all `size`, as a consistency proof leads to them. The first of `hashes`
 * is always that of the old tree's last perfect subtree, which RFC 6962 leaves out where it is the old root itself.
 * Throws when there is a hash too few or too many.
 */
export async function provenRoots({ old, size, hashes }) {
  if (old < 1 || old > size) throw new Error("the log is smaller than the tree it began as");
  const [start, ...rest] = hashes;
  if (!start) throw new Error("the proof has too few hashes");
  let [first, last] = [BigInt(old) - 1n, BigInt(size) - 1n];
  if (old === size) last = 0n;
  while (first & 1n) [first, last] = [first >> 1n, last >> 1n];
  let [oldRoot, root] = [start, start];
  for (const hash of rest) {
    if (last === 0n) throw new Error("the proof has too many hashes");
    if (first & 1n || first === last) {
      [oldRoot, root] = [await node(hash, oldRoot), await node(hash, root)];
      while (first !== 0n && !(first & 1n)) [first, last] = [first >> 1n, last >> 1n];
    } else {
      root = await node(root, hash);
    }
    [first, last] = [first >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new Error("the proof has too few hashes");
  return { oldRoot, root };
}

/** The root of a list of hashes, the leaves of a tree or the roots of equal perfect subtrees. */
export async function rootOfAll(hashes) {
  let row = hashes;
  while (row.length > 1) {
    const lefts = row.filter((_, i) => i % 2 === 0);
    row = await Promise.all(lefts.map((left, i) => (2 * i + 1 < row.length ? node(left, row[2 * i + 1]) : left)));
  }
  return row[0];
}

/** Where a tree of `count` > 1 leaves splits. */
function split(count) {
  let half = 1;
  while (2 * half < count) half *= 2;
  return half;
}

/** The root of the entries from `start` until `end`, from perfect subtrees: `nodeAt(level, index)`. */
export async function rootOf(start, end, nodeAt) {
  const count = end - start;
  if (count === 1) return nodeAt(0, start);
  const half = split(count);
  if (2 * half === count) return nodeAt(Math.round(Math.log2(count)), start / count);
  return node(await rootOf(start, start + half, nodeAt), await rootOf(start + half, end, nodeAt));
}

/** The inclusion proof of entry `index` in the tree of the entries from `start` until `end`. */
export async function inclusionPath(index, start, end, nodeAt) {
  if (end - start === 1) return [];
  const middle = start + split(end - start);
  return index < middle
    ? [...(await inclusionPath(index, start, middle, nodeAt)), await rootOf(middle, end, nodeAt)]
    : [...(await inclusionPath(index, middle, end, nodeAt)), await rootOf(start, middle, nodeAt)];
}

/** The proof that `provenRoots` takes, that the tree until `end` began as the one until `old`. */
export async function consistencyPath(old, start, end, nodeAt) {
  if (old === end) return [await rootOf(start, end, nodeAt)];
  const middle = start + split(end - start);
  return old <= middle
    ? [...(await consistencyPath(old, start, middle, nodeAt)), await rootOf(middle, end, nodeAt)]
    : [...(await consistencyPath(old, middle, end, nodeAt)), await rootOf(start, middle, nodeAt)];
}
