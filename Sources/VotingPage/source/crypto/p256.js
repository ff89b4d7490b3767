// NIST P-256 with BigInt, for public points. Secret multiples come from WebCrypto (native.js); the one exception is
// the credential's public key, on the device that the code was typed into (spec/cryptography.md, "Browsers").
import { join, number, unsigned } from "./bytes.js";

export const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
export const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** Points are {x, y}; the identity is null. */
export const G = {
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
};

const reduced = (value) => ((value % p) + p) % p;

/** Modulo p, by Euclid; 0 has none. */
function inverse(value) {
  let [r0, r1, t0, t1] = [p, reduced(value), 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  if (r0 !== 1n) throw new RangeError("0 has no inverse");
  return reduced(t0);
}

function power(base, exponent) {
  let result = 1n;
  for (let square = base, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % p;
    square = (square * square) % p;
  }
  return result;
}

const rightSide = (x) => reduced(x * x * x - 3n * x + b);

/** The even y of an x-coordinate, or null when no point has that x. */
export function evenY(x) {
  const square = rightSide(x);
  const root = power(square, (p + 1n) / 4n);
  if ((root * root) % p !== square) return null;
  return root & 1n ? p - root : root;
}

export const isOnCurve = ({ x, y }) => x < p && y < p && (y * y) % p === rightSide(x);

export const negated = (point) => point && { x: point.x, y: point.y === 0n ? 0n : p - point.y };

export function add(left, right) {
  if (left === null) return right;
  if (right === null) return left;
  let slope;
  if (left.x !== right.x) slope = (right.y - left.y) * inverse(right.x - left.x);
  else if (left.y === right.y) slope = (3n * left.x * left.x - 3n) * inverse(2n * left.y);
  else return null;
  slope = reduced(slope);
  const x = reduced(slope * slope - left.x - right.x);
  return { x, y: reduced(slope * (left.x - x) - left.y) };
}

/** Twice (X, Y, Z), which stands for (X / Z², Y / Z³); Z = 0 is the identity. */
function doubled([X, Y, Z]) {
  const delta = (Z * Z) % p;
  const gamma = (Y * Y) % p;
  const beta = (X * gamma) % p;
  const alpha = reduced(3n * (X - delta) * (X + delta));
  const X3 = reduced(alpha * alpha - 8n * beta);
  return [X3, reduced(alpha * (4n * beta - X3) - 8n * gamma * gamma), reduced((Y + Z) * (Y + Z) - gamma - delta)];
}

function added([X1, Y1, Z1], { x, y }) {
  if (Z1 === 0n) return [x, y, 1n];
  const square = (Z1 * Z1) % p;
  const H = reduced(x * square - X1);
  const R = reduced(y * Z1 * square - Y1);
  if (H === 0n) return R === 0n ? doubled([X1, Y1, Z1]) : [1n, 1n, 0n];
  const HH = (H * H) % p;
  const HHH = (H * HH) % p;
  const V = (X1 * HH) % p;
  const X3 = reduced(R * R - HHH - 2n * V);
  return [X3, reduced(R * (V - X3) - Y1 * HHH), (Z1 * H) % p];
}

/** scalar · point, not in constant time. */
export function multiply(scalar, point) {
  let sum = [1n, 1n, 0n];
  if (point === null) return null;
  for (let bit = 255n; bit >= 0n; bit--) {
    sum = doubled(sum);
    if ((scalar >> bit) & 1n) sum = added(sum, point);
  }
  if (sum[2] === 0n) return null;
  const z = inverse(sum[2]);
  const square = (z * z) % p;
  return { x: (sum[0] * square) % p, y: (sum[1] * square * z) % p };
}

export const same = (left, right) =>
  left === null || right === null ? left === right : left.x === right.x && left.y === right.y;

/** 33 bytes, SEC 1 compressed. */
export const compressed = ({ x, y }) => join([y & 1n ? 3 : 2], unsigned(x, 32));

/** 65 bytes, SEC 1 uncompressed, as WebCrypto takes them everywhere. */
export const uncompressed = ({ x, y }) => join([4], unsigned(x, 32), unsigned(y, 32));

/** Strict, as spec/cryptography.md has it: the identity has no encoding. */
export function point(bytes) {
  if (bytes.length !== 33 || (bytes[0] !== 2 && bytes[0] !== 3)) throw new Error("expected a compressed point");
  const x = number(bytes.slice(1));
  const y = x < p ? evenY(x) : null;
  if (y === null) throw new Error("no point has this x-coordinate");
  return { x, y: bytes[0] === 3 ? p - y : y };
}

/** 32 bytes below n. */
export function scalar(bytes) {
  const value = number(bytes);
  if (bytes.length !== 32 || value >= n) throw new Error("expected a scalar below the group's order");
  return value;
}
