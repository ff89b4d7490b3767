// What stands behind the # of a link, which no server sees.
import { Reader, fromBase64URL, join, toBase64URL, unsigned } from "../crypto/bytes.js";

function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function takeFragment() {
  const fragment = location.hash.slice(1);
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  return decoded(fragment);
}

/**
 * Takes the fragment out of the address bar, now and whenever a link is opened in this tab, and hands it over. The
 * browser's own list of visited pages may have it all the same (spec/threat-model.md).
 */
export function onFragment(arrive) {
  const take = () => {
    const fragment = takeFragment();
    if (fragment) arrive(fragment);
  };
  window.addEventListener("hashchange", take);
  take();
}

/** The voting code in a letter's link: `#code`, or `#2=code` of the second issuer. Undefined when it is none. */
export function codeInLink(fragment) {
  const [, issuer, code] = /^(?:([12])=)?([0-9a-z\s-]{8,40})$/i.exec(fragment) ?? [];
  return code && { issuer: Number(issuer ?? 1), code };
}

/** Whether the fragment may hold a sealed ballot to be opened, whole or damaged. */
export const isCheckLink = (fragment) => /^[\w%-]{41,}$/.test(fragment);

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
