// From a voting code to the key that signs the ballot (spec/cryptography.md, "Codes").
import { ascii, join } from "./bytes.js";
import { hashToScalar, sha256 } from "./hashing.js";
import { G, compressed, multiply } from "./p256.js";

/** `symbols` are the 20 of the code, normalised; `issuer` counts from 1. */
export async function credential(symbols, origin, issuer) {
  const salt = await sha256(join(ascii(`stembus-v1/credential\0${origin}\0`), [issuer]));
  const code = await crypto.subtle.importKey("raw", ascii(symbols), "PBKDF2", false, ["deriveBits"]);
  const seed = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: 2048 }, code, 256);
  const secret = await hashToScalar(join(ascii("stembus-v1/credential-key\0"), new Uint8Array(seed)));
  if (secret === 0n) throw new Error("the code makes no key");
  return { secret, key: compressed(multiply(secret, G)) };
}
