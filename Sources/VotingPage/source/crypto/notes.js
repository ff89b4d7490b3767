// Signed notes with Ed25519, by WebCrypto (spec/log.md, "Signed notes" and "Checkpoint and cosignature").
import { Reader, ascii, equal, fromBase64, join, toHex } from "./bytes.js";
import { sha256 } from "./hashing.js";

const signatureType = 1;
const cosignatureType = 4;

/** A key as it is written: name+id+base64. Throws when the id is not the key's or the key is of another type. */
async function noteKey(text, type) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  if (!name) throw new Error("expected name+id+key");
  const typed = fromBase64(encoded);
  const digest = await sha256(join(ascii(name), ascii("\n"), typed));
  if (toHex(digest.slice(0, 4)) !== id) throw new Error(`the key id of ${name} is not the key's`);
  if (typed[0] !== type || typed.length !== 33) throw new Error(`the key of ${name} is of another type`);
  return { name, id: digest.slice(0, 4), type, bytes: typed.slice(1) };
}

/** A key that signs notes: the log's. */
export const signatureKey = (text) => noteKey(text, signatureType);

/** A key that cosigns checkpoints: a witness's. */
export const cosignatureKey = (text) => noteKey(text, cosignatureType);

/** The note's text and its signature lines. */
function divided(note) {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) throw new Error("expected a signed note");
  const lines = note.slice(end + 2, -1).split("\n").map((line) => {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    if (!name) throw new Error("expected a signature line");
    const bytes = fromBase64(encoded);
    return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
  });
  return { text: note.slice(0, end + 1), lines };
}

async function signs(key, signature, message) {
  const imported = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

async function holds(key, signature, text) {
  if (key.type === signatureType) return signs(key, signature, ascii(text));
  const reader = new Reader(signature);
  const time = reader.unsigned(8);
  return signs(key, reader.take(64), ascii(`cosignature/v1\ntime ${time}\n${text}`));
}

/** The note's text and the names of the keys that signed it. Throws when a known key's signature does not hold. */
export async function verifiedNote(note, keys) {
  const { text, lines } = divided(note);
  const signers = new Set();
  for (const line of lines) {
    const key = keys.find((key) => key.name === line.name && equal(key.id, line.id));
    if (!key) continue;
    if (!(await holds(key, line.signature, text))) throw new Error(`the signature of ${key.name} does not hold`);
    signers.add(key.name);
  }
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
