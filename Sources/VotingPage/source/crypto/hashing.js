// Hash to scalar and the transcript of spec/cryptography.md, "Hashing".
import { ascii, join, number, unsigned } from "./bytes.js";
import { n } from "./p256.js";

export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

const tag = ascii("stembus-v1-P256_XMD:SHA-256_scalar");

/** expand_message_xmd of RFC 9380 with SHA-256, 48 bytes. */
async function expanded(message) {
  const suffix = join(tag, [tag.length]);
  const b0 = await sha256(join(new Uint8Array(64), message, unsigned(48, 2), [0], suffix));
  const b1 = await sha256(join(b0, [1], suffix));
  const mixed = b0.map((byte, i) => byte ^ b1[i]);
  const b2 = await sha256(join(mixed, [2], suffix));
  return join(b1, b2).slice(0, 48);
}

export const hashToScalar = async (message) => number(await expanded(message)) % n;

/** A proof's transcript: every record of it, and challenges that depend on all before them. */
export class Transcript {
  #state = new Uint8Array(0);

  constructor(proof, context) {
    this.put("protocol", ascii("stembus-v1"));
    this.put("proof", ascii(proof));
    this.put("ctx", context);
  }

  put(label, data) {
    this.#state = join(this.#state, [1, label.length], ascii(label), unsigned(data.length, 8), data);
  }

  async scalars(label, count) {
    this.#state = join(this.#state, [2, label.length], ascii(label), unsigned(count, 8));
    const digest = await sha256(this.#state);
    return Promise.all(Array.from({ length: count }, (_, i) => hashToScalar(join(digest, unsigned(i, 8)))));
  }

  async scalar(label) {
    return (await this.scalars(label, 1))[0];
  }
}
