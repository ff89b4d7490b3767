// Sealing a ballot, reading one, and opening one to check it (spec/cryptography.md, "Ballot").
import { Reader, equal, join, unsigned } from "./bytes.js";
import { Transcript } from "./hashing.js";
import { G, add, compressed, multiply, n, negated, point, same, scalar } from "./p256.js";
import { element, embedded } from "./embedding.js";
import { freshMultiple, multipleOf } from "./native.js";

const version = 1;

async function challenge({ context, electionKey, head, commitments }) {
  const transcript = new Transcript("ballot-pok", context);
  transcript.put("pk", electionKey);
  transcript.put("head", head);
  transcript.put("T", join(...commitments));
  return transcript.scalar("c");
}

const headOf = ({ context, district, keys, ciphertexts }) =>
  join([version], context, unsigned(district, 4), [keys.length], ...keys, [ciphertexts.length / 2], ...ciphertexts);

/**
 * Seals `elements` (each at most 30 bytes) for the district with the credentials. Returns the ballot's bytes and the
 * randomness r of each element, which opens it and must be forgotten when the ballot is cast.
 */
export async function seal({ context, electionKey, district, credentials, elements }) {
  const receiver = point(electionKey);
  const randomness = await Promise.all(elements.map(freshMultiple));
  const ciphertexts = [];
  for (const [i, r] of randomness.entries()) {
    const masked = add(embedded(elements[i]), await multipleOf(receiver, r));
    if (masked === null) throw new Error("seal again");
    ciphertexts.push(compressed(r.point), compressed(masked));
  }
  const head = headOf({ context, district, keys: credentials.map(({ key }) => key), ciphertexts });
  const secrets = [...credentials.map(({ secret }) => secret), ...randomness.map((r) => r.scalar)];
  const nonces = await Promise.all(secrets.map(freshMultiple));
  const commitments = nonces.map((nonce) => compressed(nonce.point));
  const c = await challenge({ context, electionKey, head, commitments });
  const answers = secrets.map((secret, i) => unsigned((nonces[i].scalar + c * secret) % n, 32));
  return {
    ballot: join(head, ...commitments, ...answers),
    randomness: randomness.map((r) => unsigned(r.scalar, 32)),
  };
}

/** The ballot's parts, strictly. */
export function parsed(bytes) {
  const reader = new Reader(bytes);
  if (reader.unsigned(1) !== version) throw new Error("this ballot is of another version");
  const context = reader.take(32);
  const district = reader.unsigned(4);
  const keys = Array.from({ length: reader.unsigned(1) }, () => reader.take(33));
  const width = reader.unsigned(1);
  const ciphertexts = Array.from({ length: 2 * width }, () => reader.take(33));
  const commitments = Array.from({ length: keys.length + width }, () => reader.take(33));
  const answers = commitments.map(() => reader.take(32));
  reader.finish();
  return { context, district, keys, ciphertexts, commitments, answers };
}

async function isProven(ballot, electionKey) {
  const head = headOf(ballot);
  const c = await challenge({ ...ballot, electionKey, head });
  const images = [...ballot.keys, ...ballot.ciphertexts.filter((_, i) => i % 2 === 0)];
  return images.every((image, i) => {
    const left = add(point(ballot.commitments[i]), multiply(c, point(image)));
    return same(left, multiply(scalar(ballot.answers[i]), G));
  });
}

/**
 * What a ballot holds, from its bytes and randomness alone: the elements, of the lengths the district's contests have.
 * Throws when the randomness isn't the ballot's, when the proof doesn't hold, or when it holds no selection.
 */
export async function opened(bytes, randomness, { electionKey, lengthsOf }) {
  const ballot = parsed(bytes);
  const lengths = lengthsOf(ballot.district);
  if (randomness.length * 2 !== ballot.ciphertexts.length || lengths.length !== randomness.length) {
    throw new Error("this ballot is of another shape");
  }
  if (!(await isProven(ballot, electionKey))) throw new Error("the ballot's proof does not hold");
  const receiver = point(electionKey);
  const elements = randomness.map((bytes, i) => {
    const r = scalar(bytes);
    if (r === 0n || !equal(compressed(multiply(r, G)), ballot.ciphertexts[2 * i])) {
      throw new Error("the randomness is not this ballot's");
    }
    return element(add(point(ballot.ciphertexts[2 * i + 1]), negated(multiply(r, receiver))), lengths[i]);
  });
  return { ...ballot, elements };
}

