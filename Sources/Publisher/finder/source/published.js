// The published log: nothing that the folder holds is believed before the checkpoint's root covers it.
import { equal, text } from "../../../VotingPage/source/crypto/bytes.js";
import { parsedNote } from "../../../VotingPage/source/crypto/notes.js";
import { treeHead } from "../../../VotingPage/source/crypto/receipt.js";
import {
  bundlePath, entriesIn, hashesIn, leafTilePaths, nodesFrom, pathsRead,
} from "../../../VotingPage/source/crypto/tiles.js";
import {
  consistencyPath, inclusionPath, leafHash, provenRoot, provenRoots, rootOfAll,
} from "../../../VotingPage/source/crypto/tree.js";
import { damaged, missing, understood } from "./findings.js";

/** The folder's checkpoint, whose signatures are still to be checked: {bytes, note, size, root}. */
export async function readCheckpoint(folder, { origin }) {
  const path = "checkpoint";
  const bytes = await folder.read(path);
  if (!bytes) throw missing(path);
  return understood(path, () => {
    const note = text(bytes);
    const head = treeHead(parsedNote(note).text);
    if (head.origin !== origin) throw damaged(path, "origin", { origin: head.origin, expected: origin });
    return { bytes, note, ...head };
  });
}

/** The log in `folder` under a checkpoint. Its methods throw the folder's damage. */
export class PublishedLog {
  constructor(folder, { size, root }) {
    this.folder = folder;
    this.size = size;
    this.root = root;
  }

  async #hashesAt(path) {
    const bytes = await this.folder.read(path);
    if (!bytes) throw missing(path);
    return understood(path, () => hashesIn(bytes, path));
  }

  /** What `walk` makes of the tree's nodes, once all tiles that it reads, and `more`, are there. */
  async #walked(walk, more = []) {
    const paths = await pathsRead(this.size, walk);
    await this.folder.readAll([...paths, ...more]);
    return { paths: paths.join(", "), found: await walk(nodesFrom((path) => this.#hashesAt(path), this.size)) };
  }

  /** The root of the first `old` entries. */
  async rootAt(old) {
    const { paths, found: hashes } = await this.#walked((nodeAt) => consistencyPath(old, 0, this.size, nodeAt));
    const { oldRoot, root } = await provenRoots({ old, size: this.size, hashes });
    if (!equal(root, this.root)) throw damaged(paths, "tree");
    return oldRoot;
  }

  /** The leaf at `index`, and the hashes of its inclusion proof. Reads its bundle along, for `entry`. */
  async leaf(index) {
    const proof = (nodeAt) => Promise.all([nodeAt(0, index), inclusionPath(index, 0, this.size, nodeAt)]);
    const { paths, found: [leaf, hashes] } = await this.#walked(proof, [bundlePath(index, this.size)]);
    const root = await provenRoot({ index, size: this.size, leaf, hashes });
    if (!equal(root, this.root)) throw damaged(paths, "tree");
    return { leaf, hashes };
  }

  /** The entry at `index`, whose leaf is `leaf`. */
  async entry(index, leaf) {
    const path = bundlePath(index, this.size);
    const bytes = await this.folder.read(path);
    if (!bytes) throw missing(path);
    const entry = await understood(path, () => entriesIn(bytes, path)[index % 256]);
    if (!equal(await leafHash(entry), leaf)) throw damaged(path, "tree");
    return entry;
  }

  /** Every leaf of the log. */
  async leaves() {
    const paths = leafTilePaths(this.size);
    await this.folder.readAll(paths);
    const leaves = (await Promise.all(paths.map((path) => this.#hashesAt(path)))).flat();
    if (!equal(await rootOfAll(leaves), this.root)) throw damaged("tile/0", "tree");
    return leaves;
  }
}
