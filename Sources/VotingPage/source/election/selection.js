// Which projects a ballot names, as bytes and back, and what the rules leave room for.
import { elements as cut } from "../crypto/embedding.js";
import { join } from "../crypto/bytes.js";

const length = (contest) => Math.ceil(contest.projects.length / 8);

/** The bytes of a selection: a bit for each project, in the ballot's order (spec/cryptography.md, "Selections"). */
function bitmap(contest, picks) {
  const bytes = new Uint8Array(length(contest));
  contest.projects.forEach(({ project_id }, i) => {
    if (picks.has(project_id)) bytes[i >> 3] |= 0x80 >> (i & 7);
  });
  return bytes;
}

/** The elements of a ballot of `contests`; picks gives a set of project ids for each contest id. */
export const elementsOf = (contests, picks) => contests.flatMap((contest) => cut(bitmap(contest, picks.get(contest.id))));

const blanks = (contest) => cut(new Uint8Array(length(contest)));

/** The lengths that the elements of a ballot of these contests have. */
export const elementLengths = (contests) => contests.flatMap((contest) => blanks(contest).map((blank) => blank.length));

/** The projects that opened elements name, for each contest in turn. Throws when a bit stands for no project. */
export function selectionsOf(contests, elements) {
  let at = 0;
  return contests.map((contest) => {
    const count = blanks(contest).length;
    const bytes = join(...elements.slice(at, (at += count)));
    const chosen = (i) => Boolean(bytes[i >> 3] & (0x80 >> (i & 7)));
    for (let i = contest.projects.length; i < 8 * bytes.length; i++) {
      if (chosen(i)) throw new Error("the ballot names a project that does not exist");
    }
    return contest.projects.filter((_, i) => chosen(i));
  });
}

/** What the picks cost, in the election's units. */
export const cost = (contest, picks) =>
  contest.projects.reduce((sum, { project_id, cost }) => sum + (picks.has(project_id) ? cost : 0), 0);

/** What may still be spent; Infinity where the rules set no limit. */
export const moneyLeft = (contest, picks) => (contest.max_sum_cost ?? Infinity) - cost(contest, picks);

export const picksLeft = (contest, picks) => (contest.max_length ?? Infinity) - picks.size;

/** Why a project can't be added: {reason, by}; undefined when it can. */
export function obstacle(contest, picks, project) {
  if (picksLeft(contest, picks) <= 0) return { reason: "enough", by: contest.max_length };
  const missing = project.cost - moneyLeft(contest, picks);
  return missing > 0 ? { reason: "money", by: missing } : undefined;
}

/** Why the picks can't be a ballot yet: {reason, by}; undefined when they can. A blank vote is one. */
export function shortfall(contest, picks) {
  if (picks.size === 0) return undefined;
  if (picks.size < contest.min_length) return { reason: "few", by: contest.min_length };
  if (cost(contest, picks) < (contest.min_sum_cost ?? 0)) return { reason: "cheap", by: contest.min_sum_cost };
  return undefined;
}
