// Fresh secrets and their multiples from WebCrypto's ECDH, so that they stay in native constant-time code
// (spec/cryptography.md, "Browsers").
import { fromBase64URL, number } from "./bytes.js";
import { G, add, evenY, isOnCurve, p, uncompressed } from "./p256.js";

const ecdh = { name: "ECDH", namedCurve: "P-256" };

/** A random scalar k and the point kG, with the key that multiplies other points. */
export async function freshMultiple() {
  const { privateKey } = await crypto.subtle.generateKey(ecdh, true, ["deriveBits"]);
  const { d, x, y } = await crypto.subtle.exportKey("jwk", privateKey);
  const point = { x: number(fromBase64URL(x)), y: number(fromBase64URL(y)) };
  if (!isOnCurve(point)) throw new Error("the browser made a point that is not on the curve");
  return { scalar: number(fromBase64URL(d)), point, privateKey };
}

async function sharedX(privateKey, point) {
  const peer = await crypto.subtle.importKey("raw", uncompressed(point), ecdh, false, []);
  return number(new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: peer }, privateKey, 256)));
}

/**
 * k·base for a fresh multiple's k. ECDH gives x(k·base) alone; x(k·(base + G)) = x(k·base + kG) then tells which y it
 * is. Sound for every base whose x is not G's.
 */
export async function multipleOf(base, { point, privateKey }) {
  if (base.x === G.x) throw new Error("this key can't be used");
  const [x, sumX] = await Promise.all([sharedX(privateKey, base), sharedX(privateKey, add(base, G))]);
  const y = evenY(x);
  if (y === null) throw new Error("the browser made a point that is not on the curve");
  const fitting = [y, p - y]
    .map((y) => ({ x, y }))
    .filter((candidate) => add(candidate, point)?.x === sumX);
  if (fitting.length !== 1) throw new Error("the browser multiplied wrongly");
  return fitting[0];
}
