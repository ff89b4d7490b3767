// The log's published tiles (spec/log.md, "The published tiles").
import { Reader } from "./bytes.js";
import { rootOfAll } from "./tree.js";

const full = 256;

/** The path of tile (or, for the level "entries", of bundle) `index` with `width` hashes. */
export function tilePath(level, index, width) {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0").match(/.{3}/g);
  const path = digits.map((group, i) => (i < digits.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${path}${width < full ? `.p/${width}` : ""}`;
}

/** How many hashes tile `index` of the level has in a log of `size` entries. */
const widthOf = (level, index, size) => Math.min(full, Math.floor(size / full ** level) - index * full);

/** The paths of every tile of level 0 of a log of `size` entries. */
export const leafTilePaths = (size) =>
  Array.from({ length: Math.ceil(size / full) }, (_, index) => tilePath(0, index, widthOf(0, index, size)));

/** The bundle that holds entry `index`. */
export function bundlePath(index, size) {
  const tile = Math.floor(index / full);
  return tilePath("entries", tile, widthOf(0, tile, size));
}

/** Where the perfect subtree's hashes stand: `count` of them, from `first` on, of the tile at `path`. */
function place(level, index, size) {
  const [tileLevel, count] = [Math.floor(level / 8), 2 ** (level % 8)];
  const start = index * count;
  const tile = Math.floor(start / full);
  return { path: tilePath(tileLevel, tile, widthOf(tileLevel, tile, size)), first: start - tile * full, count };
}

/** The paths of the tiles that `walk` reads when it is given a `nodeAt` of a log of `size` entries. */
export async function pathsRead(size, walk) {
  const paths = new Set();
  await walk(async (level, index) => {
    paths.add(place(level, index, size).path);
    return new Uint8Array(32);
  });
  return [...paths];
}

/** The hashes in a tile's bytes. Throws unless there are as many as its path says. */
export function hashesIn(bytes, path) {
  const width = Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? full);
  if (bytes.length !== 32 * width) throw new Error(`expected ${32 * width} bytes, found ${bytes.length}`);
  return Array.from({ length: width }, (_, i) => bytes.subarray(32 * i, 32 * i + 32));
}

/** `nodeAt(level, index)` of a log of `size` entries, from the tiles that `hashesAt(path)` gives. */
export const nodesFrom = (hashesAt, size) => async (level, index) => {
  const { path, first, count } = place(level, index, size);
  return rootOfAll((await hashesAt(path)).slice(first, first + count));
};

/** The entries in a bundle's bytes. Throws unless there are as many as its path says. */
export function entriesIn(bytes, path) {
  const width = Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? full);
  const reader = new Reader(bytes);
  const entries = Array.from({ length: width }, () => reader.take(reader.unsigned(2)));
  reader.finish();
  return entries;
}
