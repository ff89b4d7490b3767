// The files that list ballots by tracking code (spec/files.md, "tracking").
import { Reader } from "../../../VotingPage/source/crypto/bytes.js";
import { normalised, trackingCode } from "../../../VotingPage/source/crypto/codes.js";

const width = 14;

/** The file that lists a ballot with this code; its name has the code's first `symbols` symbols. */
export const trackingPath = (code, symbols) => `tracking/${symbols ? normalised(code).slice(0, symbols) : "all"}`;

/** The ballots in a file, in order: {code, index}. Throws when the file is not in its one form. */
export function ballotsIn(bytes, path) {
  if (bytes.length === 0 || bytes.length % width !== 0) throw new Error(`expected ${width} bytes a ballot`);
  const reader = new Reader(bytes);
  const prefix = /\/all$/.test(path) ? "" : path.slice("tracking/".length);
  const ballots = [];
  for (let i = 0; i < bytes.length / width; i++) {
    const ballot = { code: trackingCode(reader.take(10)), index: reader.unsigned(4) };
    const last = ballots.at(-1);
    if (last && (ballot.code < last.code || (ballot.code === last.code && ballot.index <= last.index))) {
      throw new Error(`expected ascending codes, found ${ballot.code} after ${last.code}`);
    }
    if (!normalised(ballot.code).startsWith(prefix)) {
      throw new Error(`expected codes that begin with ${prefix}, found ${ballot.code}`);
    }
    ballots.push(ballot);
  }
  return ballots;
}

/** Whether one code is the other with one symbol mistyped, or two neighbours swapped. */
export function isNear(left, right) {
  const [a, b] = [normalised(left), normalised(right)];
  const places = [...a].flatMap((symbol, i) => (symbol === b[i] ? [] : [i]));
  const [first, second] = places;
  return places.length === 1
    || (places.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first]);
}
