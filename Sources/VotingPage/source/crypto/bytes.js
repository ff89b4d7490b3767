// Bytes, and the texts that carry them.

/** All parts, joined. */
export function join(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export const ascii = (text) => new TextEncoder().encode(text);

/** The text in UTF-8, to the byte: nothing malformed, and a byte order mark stays. */
export const text = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

export const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

/** `value` as `length` bytes, big-endian. */
export function unsigned(value, length) {
  const bytes = new Uint8Array(length);
  let left = BigInt(value);
  for (let i = length - 1; i >= 0; i--) {
    bytes[i] = Number(left & 0xffn);
    left >>= 8n;
  }
  if (left !== 0n) throw new RangeError(`a number takes more than ${length} bytes`);
  return bytes;
}

export const number = (bytes) => (bytes.length ? BigInt("0x" + toHex(bytes)) : 0n);

export const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error("expected pairs of hexadecimal digits");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Standard base64 with padding; another spelling of the same bytes is refused. */
export function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (toBase64(bytes) !== text) throw new Error("expected base64 with padding");
  return bytes;
}

export const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

export const toBase64URL = (bytes) =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

export function fromBase64URL(text) {
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return fromBase64(standard + "=".repeat((4 - (standard.length % 4)) % 4));
}

/** Reads one part after the other, and says when they are too few or too many. */
export class Reader {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  take(count) {
    if (count > this.#bytes.length - this.#at) throw new Error("fewer bytes than expected");
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }

  unsigned(length) {
    return Number(number(this.take(length)));
  }

  finish() {
    if (this.#at !== this.#bytes.length) throw new Error("more bytes than expected");
  }
}
