// What stands behind the # of a link, which no server sees.
import { Reader, fromBase64URL, join, toBase64URL, unsigned } from "../crypto/bytes.js";

/** Takes the fragment out of the address bar and the history, and returns it. */
export function takeFragment() {
  const fragment = decodeURIComponent(location.hash.slice(1));
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  return fragment;
}

/** The voting code in a letter's link: `#code`, or `#2=code` of the second issuer. */
export function codeInLink(fragment) {
  const [, issuer, code] = /^(?:([12])=)?(.+)$/.exec(fragment) ?? [];
  return code && { issuer: Number(issuer ?? 1), code };
}

const version = 1;

/** The link that opens a sealed ballot on another device (spec/box.md, "Checking a ballot"). */
export const checkLink = ({ ballot, randomness }) =>
  `${location.origin}/check#${toBase64URL(join([version], unsigned(ballot.length, 4), ballot, ...randomness))}`;

/** The ballot and its randomness in such a link's fragment. Throws when there is none. */
export function ballotInLink(fragment) {
  const reader = new Reader(fromBase64URL(fragment));
  if (reader.unsigned(1) !== version) throw new Error("this link is of another version");
  const ballot = reader.take(reader.unsigned(4));
  const randomness = [];
  const width = ballot[38 + 33 * ballot[37]];
  for (let i = 0; i < width; i++) randomness.push(reader.take(32));
  reader.finish();
  return { ballot, randomness };
}

export const receiptLink = (code) => `${location.origin}/check#${code}`;
