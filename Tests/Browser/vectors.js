// The voting page's cryptography against vectors/, in the browser that runs it.
import * as B from "/Sources/VotingPage/source/crypto/ballot.js";
import * as C from "/Sources/VotingPage/source/crypto/codes.js";
import * as E from "/Sources/VotingPage/source/crypto/embedding.js";
import * as P from "/Sources/VotingPage/source/crypto/p256.js";
import { ascii, fromBase64, fromHex, join, number, toBase64, toHex, unsigned } from "/Sources/VotingPage/source/crypto/bytes.js";
import { credential } from "/Sources/VotingPage/source/crypto/credential.js";
import { Transcript, hashToScalar, sha256 } from "/Sources/VotingPage/source/crypto/hashing.js";
import { freshMultiple, multipleOf } from "/Sources/VotingPage/source/crypto/native.js";
import { checksSignatures, cosignatureKey, parsedNote, signatureKey, verifiedNote } from "/Sources/VotingPage/source/crypto/notes.js";
import { ballotInLink } from "/Sources/VotingPage/source/page/links.js";
import { parsedReceipt, treeHead, verifiedReceipt } from "/Sources/VotingPage/source/crypto/receipt.js";
import { bundlePath, entriesIn, hashesIn, leafTilePaths, nodesFrom, pathsRead, tilePath } from "/Sources/VotingPage/source/crypto/tiles.js";
import { consistencyPath, inclusionPath, leafHash, node, provenRoot, provenRoots, rootOf } from "/Sources/VotingPage/source/crypto/tree.js";

let checks = 0;
const hex = (scalar) => toHex(unsigned(scalar, 32));

function expect(holds, what) {
  checks++;
  if (!holds) document.querySelector("#failures").append(`${what}\n`);
}

async function refused(what, attempt) {
  let found = false;
  try {
    found = (await attempt()) === false;
  } catch {
    found = true;
  }
  expect(found, `${what} was not refused`);
}

const [crypto256, log] = await Promise.all(
  ["cryptography", "log"].map(async (name) => (await fetch(`/vectors/${name}.json`)).json()));

for (const code of crypto256.codes.valid) expect(C.isCode(C.normalised(code)), code);
for (const { typed, comment } of crypto256.codes.refused) expect(!C.isCode(C.normalised(typed)), comment);
const { forgiven } = crypto256.codes;
expect(C.grouped(C.normalised(forgiven.typed)) === forgiven.code, forgiven.comment);

for (const { code, origin, issuer, secret, public: key } of crypto256.credentials) {
  const made = await credential(C.normalised(code), origin, issuer);
  expect(hex(made.secret) === secret && toHex(made.key) === key, `credential of issuer ${issuer}`);
}
for (const { message, scalar } of crypto256.hash_to_scalar) {
  expect(hex(await hashToScalar(fromHex(message))) === scalar, "hash to scalar");
}
const transcript = new Transcript(crypto256.transcript.proof, fromHex(crypto256.transcript.ctx));
for (const [label, data] of crypto256.transcript.put) transcript.put(label, fromHex(data));
const scalars = (await transcript.scalars("c", 2)).map(hex);
expect(scalars.join() === crypto256.transcript["scalars c, 2"].join(), "transcript");
expect(hex(await transcript.scalar("d")) === crypto256.transcript["then scalar d"], "transcript, then");

for (const { compressed, affine } of crypto256.points.valid) {
  const point = P.point(fromHex(compressed));
  expect(hex(point.x) + hex(point.y) === affine && toHex(P.compressed(point)) === compressed, compressed);
}
for (const { bytes, comment } of crypto256.points.refused) await refused(comment, () => P.point(fromHex(bytes)));
for (const bytes of crypto256.scalars.valid) expect(hex(P.scalar(fromHex(bytes))) === bytes, "scalar");
for (const { bytes, comment } of crypto256.scalars.refused) await refused(comment, () => P.scalar(fromHex(bytes)));

for (const { message, point } of crypto256.embedding.valid) {
  const bytes = fromHex(message);
  expect(toHex(P.compressed(E.embedded(bytes))) === point, `embedding of ${message}`);
  expect(toHex(E.element(P.point(fromHex(point)), bytes.length)) === message, `element of ${point}`);
}
for (const { point, length, comment } of crypto256.embedding.refused) {
  await refused(comment, () => E.element(P.point(fromHex(point)), length));
}

// What libcrypto sealed, and what is sealed here, opened and not opened.
const electionKey = fromHex(crypto256.ballots.election_key);
const context = fromHex(crypto256.ballots.ctx);
for (const { ballot, district, elements, check, tracking_code } of crypto256.ballots.valid) {
  const parsed = B.parsed(fromHex(ballot));
  expect(parsed.district === district && parsed.ciphertexts.length === 2 * elements.length, "a ballot's parts");
  const link = ballotInLink(check);
  const lengthsOf = () => elements.map((element) => element.length / 2);
  const opened = await B.opened(link.ballot, link.randomness, { electionKey, lengthsOf });
  expect(opened.elements.map(toHex).join() === elements.join(), "a link's elements");
  expect(C.trackingCode(await leafHash(link.ballot)) === tracking_code, "a link's tracking code");
  const cut = check.slice(0, -43);
  await refused("a link that is cut off", () => ballotInLink(cut));
  await refused("a link of another version", () => ballotInLink(`Ag${check.slice(2)}`));
}
for (let round = 0; round < 30; round++) {
  const elements = [Uint8Array.of(round), new Uint8Array(30).fill(7 * round), crypto.getRandomValues(new Uint8Array(12))];
  const credentials = await Promise.all([1, 2].map((issuer) => credential("0123456789ABCDEFGHJW", "stem.example", issuer)));
  const { ballot, randomness } = await B.seal({ context, electionKey, district: 3, credentials, elements });
  expect(ballot.length === 39 + 98 * 2 + 131 * 3, "a ballot's length");
  const lengthsOf = () => elements.map(({ length }) => length);
  const opened = await B.opened(ballot, randomness, { electionKey, lengthsOf });
  expect(opened.elements.map(toHex).join() === elements.map(toHex).join(), "an opened ballot's elements");
  if (round > 2) continue;
  const reject = (what, bytes, secrets, key = electionKey) =>
    refused(what, () => B.opened(bytes, secrets, { electionKey: key, lengthsOf }));
  for (const place of [10, 36, 60, 120, ballot.length - 1]) {
    await reject(`a ballot changed at ${place}`, ballot.map((byte, i) => (i === place ? byte ^ 1 : byte)), randomness);
  }
  await reject("another randomness", ballot, [randomness[1], randomness[0], randomness[2]]);
  await reject("too little randomness", ballot, randomness.slice(1));
  await reject("another election key", ballot, randomness, P.compressed(P.G));
  await reject("a byte too many", new Uint8Array([...ballot, 0]), randomness);
}
const fresh = await freshMultiple();
expect(P.same(P.multiply(fresh.scalar, P.G), fresh.point), "a fresh multiple");
const base = P.point(electionKey);
expect(P.same(P.multiply(fresh.scalar, base), await multipleOf(base, fresh)), "a native multiple");
await refused("a multiple of G", () => multipleOf(P.G, fresh));

for (const { index, size, leaf, proof, root } of log.inclusion.valid) {
  const found = await provenRoot({ index, size, leaf: fromHex(leaf), hashes: proof.map(fromHex) });
  expect(toHex(found) === root, `inclusion of ${index} in ${size}`);
}
for (const { index, size, leaf, proof, root, comment } of log.inclusion.refused) {
  await refused(comment, async () =>
    toHex(await provenRoot({ index, size, leaf: fromHex(leaf), hashes: proof.map(fromHex) })) === root);
}
expect(C.trackingCode(fromHex(log.tracking_code.leaf)) === log.tracking_code.code, "tracking code");
expect(number(fromHex("0100")) === 256n, "a number");

for (const { old, new: size, old_root, new_root, proof } of log.consistency) {
  if (old === 0) continue;
  const wholeSubtree = Number.isInteger(Math.log2(old)) || old === size;
  const hashes = [...(wholeSubtree ? [old_root] : []), ...proof].map(fromHex);
  const found = await provenRoots({ old, size, hashes });
  expect(toHex(found.oldRoot) === old_root && toHex(found.root) === new_root, `consistency of ${old} and ${size}`);
  await refused("a consistency proof with a hash too many", () => provenRoots({ old, size, hashes: [...hashes, hashes[0]] }));
  await refused("a consistency proof with a hash too few", () => provenRoots({ old, size, hashes: hashes.slice(1) }));
  const changed = hashes.map((hash, i) => (i === hashes.length - 1 ? hash.map((byte) => byte ^ 1) : hash));
  await refused("a changed consistency proof", async () => toHex((await provenRoots({ old, size, hashes: changed })).root) === new_root);
}

// The vectors' own log, as tiles: every proof from them leads to the vectors' roots.
const leaves = await Promise.all(Array.from({ length: 300 }, (_, i) => leafHash(ascii(`entry ${i}`))));
const full = join(...leaves.slice(0, 256));
const halves = nodesFrom(async (path) => hashesIn(full, path), 256);
const fullRoot = await node(await halves(7, 0), await halves(7, 1));
for (const size of [1, 2, 3, 5, 7, 8, 255, 256, 257, 300]) {
  const tiles = new Map();
  for (let tile = 0; 256 * tile < size; tile++) {
    const hashes = leaves.slice(256 * tile, Math.min(256 * tile + 256, size));
    tiles.set(tilePath(0, tile, hashes.length), join(...hashes));
  }
  if (size >= 256) tiles.set(tilePath(1, 0, 1), fullRoot);
  const hashesAt = async (path) => hashesIn(tiles.get(path), path);
  const nodeAt = nodesFrom(hashesAt, size);
  const root = await rootOf(0, size, nodeAt);
  if (size in log.roots) expect(toHex(root) === log.roots[size], `the root of ${size} entries from tiles`);
  for (const index of [0, 1, 2, size >> 1, size - 2, size - 1]) {
    if (index < 0 || index >= size) continue;
    const hashes = await inclusionPath(index, 0, size, nodeAt);
    const found = await provenRoot({ index, size, leaf: await nodeAt(0, index), hashes });
    expect(toHex(found) === toHex(root), `inclusion of ${index} in ${size} from tiles`);
    const paths = await pathsRead(size, (nodeAt) => inclusionPath(index, 0, size, nodeAt));
    expect(paths.every((path) => tiles.has(path)), `the tiles of entry ${index} in ${size}`);
  }
  for (const old of [1, 2, 3, 4, 6, 7, 8, 129, 255, 256, 257, 299, 300].filter((old) => old <= size)) {
    const found = await provenRoots({ old, size, hashes: await consistencyPath(old, 0, size, nodeAt) });
    const oldRoot = old in log.roots ? log.roots[old] : toHex(await rootOf(0, old, nodeAt));
    expect(toHex(found.oldRoot) === oldRoot && toHex(found.root) === toHex(root), `${old} begins ${size} from tiles`);
  }
  await refused("a tile with a byte too few", () => hashesIn(tiles.get(tilePath(0, 0, Math.min(256, size))).slice(1), tilePath(0, 0, Math.min(256, size))));
}
for (const { size, paths } of log.tiles) {
  const leafTiles = paths.filter((path) => path.startsWith("tile/0/"));
  expect(leafTiles.every((path) => leafTilePaths(size).includes(path)), `the paths of a log of ${size} entries`);
  const read = await pathsRead(size, (nodeAt) => rootOf(0, size, nodeAt));
  expect(read.every((path) => paths.includes(path) || leafTilePaths(size).includes(path)), `the tiles of the root of ${size}`);
}
expect(tilePath(0, 1234067, 256) === "tile/0/x001/x234/067" && bundlePath(70000 - 1, 70000) === "tile/entries/273.p/112", "paths");
expect(entriesIn(fromHex(log.bundle), "tile/entries/000.p/2").map(toHex).join() === [1, 2].map((i) => toHex(ascii(`entry ${i}`))).join(), "a bundle");
await refused("a bundle with an entry too few", () => entriesIn(fromHex(log.bundle), "tile/entries/000.p/3"));
await refused("a bundle with an entry too many", () => entriesIn(fromHex(log.bundle), "tile/entries/000.p/1"));
await refused("a bundle that is cut off", () => entriesIn(fromHex(log.bundle).slice(0, -1), "tile/entries/000.p/2"));

const election = {
  origin: "stem.example/vectors", log_key: log.notes.log_key, witnesses: [log.notes.witness_key], witness_quorum: 1,
};
const leaf = await leafHash(ascii(log.receipt.entry));
const { index, signed } = await verifiedReceipt(log.receipt.file, leaf, election);
expect(index === 17, "a receipt");
await refused("a receipt of another entry", async () =>
  verifiedReceipt(log.receipt.file, await leafHash(ascii("another")), election));
await refused("a receipt with a hash of 31 bytes", () =>
  parsedReceipt(log.receipt.file.replace(/^(index 17\n).*$/m, `$1${toBase64(new Uint8Array(31))}`)));
await refused("a receipt without its empty line", () => parsedReceipt(log.receipt.file.replace("\n\n", "\n")));
await refused("a checkpoint with a line more", () => treeHead(`stem.example\n1\n${toBase64(leaves[0])}\nmore\n`));

// Keys that browsers take and nobody should: not canonical, or of small order, with either sign.
const keyOf = async (bytes) => {
  const typed = join([1], bytes);
  const id = toHex((await sha256(join(ascii("stem.example\n"), typed))).slice(0, 4));
  return `stem.example+${id}+${toBase64(typed)}`;
};
expect((await signatureKey(await keyOf(fromBase64(log.notes.log_key.split("+").slice(2).join("+")).slice(1)))).name === "stem.example", "a good key");
for (const y of [
  "0000000000000000000000000000000000000000000000000000000000000000", "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]) {
  for (const sign of [0, 0x80]) {
    const bytes = fromHex(y);
    bytes[31] |= sign;
    const key = await keyOf(bytes);
    await refused(`the key ${toHex(bytes)}`, () => signatureKey(key));
  }
}
await refused("two signatures of one key", () => parsedNote(log.notes.checkpoint + log.notes.checkpoint.split("\n\n")[1].split("\n")[0] + "\n"));
await refused("65 signatures", () =>
  parsedNote("text\n\n" + Array.from({ length: 65 }, (_, i) => `— name-${i} AAAAAAA=\n`).join("")));
await refused("a control character", () => parsedNote(log.notes.checkpoint.replace("300", "300\t")));

if (signed) {
  const keys = [await signatureKey(log.notes.log_key), await cosignatureKey(log.notes.witness_key)];
  const { signers } = await verifiedNote(log.notes.checkpoint, keys);
  expect(signers.has(election.origin) && signers.get("library") > 0, "the signers of a checkpoint");
  for (const { note, comment } of log.notes.refused) {
    await refused(comment, async () =>
      (await verifiedNote(note, keys)).signers.has(election.origin) && treeHead(parsedNote(note).text));
  }
  // The same signature with the group's order added to S, which RFC 8032 forbids.
  const [text, lines] = log.notes.checkpoint.split("\n\n");
  const [dash, name, encoded] = lines.split("\n")[0].split(" ");
  const line = fromBase64(encoded);
  const S = number(line.slice(36).reverse()) + 2n ** 252n + 27742317777372353535851937790883648493n;
  const other = join(line.slice(0, 36), unsigned(S, 32).reverse());
  await refused("a signature whose S is not canonical", () =>
    verifiedNote(`${text}\n\n${dash} ${name} ${toBase64(other)}\n`, [keys[0]]));
  await refused("a note that nobody known signed", () => verifiedNote(log.notes.checkpoint, []));
  await refused("a cosignature of another time", () => {
    const [, cosigned] = /^— library (\S+)$/m.exec(log.notes.checkpoint);
    const bytes = fromBase64(cosigned);
    bytes[11] ^= 1;
    return verifiedNote(log.notes.checkpoint.replace(cosigned, toBase64(bytes)), keys);
  });
  await refused("too few witnesses", () => verifiedReceipt(log.receipt.file, leaf, { ...election, witness_quorum: 2 }));
  await refused("another log's key", () => verifiedReceipt(log.receipt.file, leaf, { ...election, log_key: log.notes.witness_key }));
}

const done = document.querySelector("#done");
done.textContent = `${checks} checks; Ed25519 ${(await checksSignatures()) ? "is" : "is not"} there`;
done.hidden = false;
