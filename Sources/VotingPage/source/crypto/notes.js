// Signed notes with Ed25519, by WebCrypto (spec/log.md, "Signed notes" and "Checkpoint and cosignature").
import { Reader, ascii, equal, fromBase64, join, number, toHex } from "./bytes.js";
import { sha256 } from "./hashing.js";

const signatureType = 1;
const cosignatureType = 4;
const mostSignatures = 64;
const largest = 2 ** 20;

/** The order of Ed25519's base point, and the prime of its field. */
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const prime = 2n ** 255n - 19n;

/** The y of the points of order 1, 2, 4 and 8: with such a key one signature would hold for many messages. */
const smallOrder = [
  1n, prime - 1n, 0n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
];

const littleEndian = (bytes) => number(bytes.slice().reverse());

/** Browsers take keys that are not canonical or of small order; this doesn't. */
function checkKey(name, bytes) {
  const y = littleEndian(bytes) & (2n ** 255n - 1n);
  if (y >= prime) throw new Error(`the key of ${name} is not canonical`);
  if (smallOrder.includes(y)) throw new Error(`the key of ${name} is of small order`);
}

/** A key as it is written: name+id+base64. Throws when the id is not the key's or the key is of another type. */
async function noteKey(text, type) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  if (!name) throw new Error("expected name+id+key");
  const typed = fromBase64(encoded);
  const digest = await sha256(join(ascii(name), ascii("\n"), typed));
  if (toHex(digest.slice(0, 4)) !== id) throw new Error(`the key id of ${name} is not the key's`);
  if (typed[0] !== type || typed.length !== 33) throw new Error(`the key of ${name} is of another type`);
  checkKey(name, typed.slice(1));
  return { name, id: digest.slice(0, 4), type, bytes: typed.slice(1) };
}

/** A key that signs notes: the log's. */
export const signatureKey = (text) => noteKey(text, signatureType);

/** A key that cosigns checkpoints: a witness's. */
export const cosignatureKey = (text) => noteKey(text, cosignatureType);

const isBySameKey = (left, right) => left.name === right.name && equal(left.id, right.id);

/** The note's text and its signature lines, each of another key. Throws when it is not a note in its one form. */
export function parsedNote(note) {
  const end = note.lastIndexOf("\n\n");
  const isText = ascii(note).length <= largest && !/[\0-\x09\x0b-\x1f]/.test(note);
  if (!isText || end < 0 || !note.endsWith("\n")) throw new Error("expected a signed note");
  const lines = note.slice(end + 2, -1).split("\n").map((line) => {
    const [, name, encoded] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
    if (!name) throw new Error("expected a signature line");
    const bytes = fromBase64(encoded);
    if (bytes.length < 5) throw new Error(`the signature of ${name} is too short`);
    return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
  });
  if (lines.length > mostSignatures) throw new Error(`expected at most ${mostSignatures} signatures`);
  lines.forEach((line, i) => {
    if (lines.slice(0, i).some((other) => isBySameKey(line, other))) throw new Error(`${line.name} signed twice`);
  });
  return { text: note.slice(0, end + 1), lines };
}

async function signs(key, signature, message) {
  if (signature.length !== 64 || littleEndian(signature.slice(32)) >= order) return false;
  const imported = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

/** A signature: whether it holds, and for a cosignature its time in seconds since 1970. */
async function held(key, signature, text) {
  if (key.type === signatureType) return { holds: await signs(key, signature, ascii(text)) };
  if (signature.length !== 72) return { holds: false };
  const reader = new Reader(signature);
  const time = number(reader.take(8));
  return {
    holds: time < 2n ** 63n && (await signs(key, reader.take(64), ascii(`cosignature/v1\ntime ${time}\n${text}`))),
    time: Number(time),
  };
}

/**
 * The note's text and its signers: a map from the names of the keys to the times of their cosignatures. Throws when a
 * known key's signature does not hold, and when no known key signed.
 */
export async function verifiedNote(note, keys) {
  const { text, lines } = parsedNote(note);
  const signers = new Map();
  for (const line of lines) {
    const key = keys.find((key) => isBySameKey(key, line));
    if (!key) continue;
    const { holds, time } = await held(key, line.signature, text);
    if (!holds) throw new Error(`the signature of ${key.name} does not hold`);
    signers.set(key.name, time);
  }
  if (signers.size === 0) throw new Error("expected a signature of a known key, found none");
  return { text, signers };
}

/** Whether this browser can check Ed25519 signatures. */
export async function checksSignatures() {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32).fill(0x58, 0, 1).fill(0x66, 1), { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}
