// The voting page's cryptography against vectors/, in the browser that runs it.
import * as B from "/Sources/VotingPage/source/crypto/ballot.js";
import * as C from "/Sources/VotingPage/source/crypto/codes.js";
import * as E from "/Sources/VotingPage/source/crypto/embedding.js";
import * as P from "/Sources/VotingPage/source/crypto/p256.js";
import { ascii, fromHex, number, toHex, unsigned } from "/Sources/VotingPage/source/crypto/bytes.js";
import { credential } from "/Sources/VotingPage/source/crypto/credential.js";
import { Transcript, hashToScalar } from "/Sources/VotingPage/source/crypto/hashing.js";
import { freshMultiple, multipleOf } from "/Sources/VotingPage/source/crypto/native.js";
import { checksSignatures, cosignatureKey, signatureKey, verifiedNote } from "/Sources/VotingPage/source/crypto/notes.js";
import { provenRoot, verifiedReceipt } from "/Sources/VotingPage/source/crypto/receipt.js";

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
for (const { ballot, district, elements } of crypto256.ballots.valid) {
  const parsed = B.parsed(fromHex(ballot));
  expect(parsed.district === district && parsed.ciphertexts.length === 2 * elements.length, "a ballot's parts");
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

const election = {
  origin: "stem.example/vectors", log_key: log.notes.log_key, witnesses: [log.notes.witness_key], witness_quorum: 1,
};
const leaf = await B.leafHash(ascii(log.receipt.entry));
const { index, signed } = await verifiedReceipt(log.receipt.file, leaf, election);
expect(index === 17, "a receipt");
await refused("a receipt of another entry", async () =>
  verifiedReceipt(log.receipt.file, await B.leafHash(ascii("another")), election));
if (signed) {
  const keys = [await signatureKey(log.notes.log_key), await cosignatureKey(log.notes.witness_key)];
  for (const { note, comment } of log.notes.refused) {
    await refused(comment, async () => (await verifiedNote(note, keys)).signers.has(election.origin));
  }
  await refused("too few witnesses", () => verifiedReceipt(log.receipt.file, leaf, { ...election, witness_quorum: 2 }));
  await refused("another log's key", () => verifiedReceipt(log.receipt.file, leaf, { ...election, log_key: log.notes.witness_key }));
}

const done = document.querySelector("#done");
done.textContent = `${checks} checks; Ed25519 ${(await checksSignatures()) ? "is" : "is not"} there`;
done.hidden = false;
