// A sealed ballot, opened from the bytes and the randomness in a link.
import { opened } from "../crypto/ballot.js";
import { equal, fromHex } from "../crypto/bytes.js";
import { trackingCode } from "../crypto/codes.js";
import { leafHash } from "../crypto/tree.js";
import { elementLengths, selectionsOf } from "../election/selection.js";
import { el, show } from "../page/dom.js";
import { local, t } from "../page/language.js";
import { ballotInLink } from "../page/links.js";
import { chosen } from "../steps/review.js";
import { trackingCode as ticket } from "../steps/sealed.js";

function contestsOf(election, district) {
  const found = election.districts[district];
  if (!found) throw new Error("the ballot is of a district that does not exist");
  return found.contests.map((id) => election.contests.find((contest) => contest.id === id));
}

/** What a link opens: {code, district, contests, selections}. Throws when it does not open the ballot in it. */
async function contents(election, link) {
  const { ballot, randomness } = ballotInLink(link);
  const found = await opened(ballot, randomness, {
    electionKey: fromHex(election.election_key),
    lengthsOf: (district) => elementLengths(contestsOf(election, district)),
  });
  if (!equal(found.context, fromHex(election.context))) throw new Error(t("checker.other"));
  const contests = contestsOf(election, found.district);
  return {
    code: trackingCode(await leafHash(ballot)), district: election.districts[found.district], contests,
    selections: selectionsOf(contests, found.elements),
  };
}

function told({ code, district, contests, selections }) {
  show("opened", t("checker.opened"), el("p", {}, t("checker.compare")), ticket(t("sealed.code"), code),
    el("p", {}, t("checker.choices")),
    el("p", { class: "district" }, t("choose.district", { district: local(district.name) })),
    contests.map((contest, i) => selections[i].length > 0
      ? chosen(contest, selections[i], contests.length > 1)
      : el("p", { class: "lead" }, t("checker.blank"))),
    el("p", { class: "warning" }, t("checker.verdict")), el("p", { class: "aside" }, t("checker.history")));
}

/** Opens the ballot in the link, and shows what is in it unless another link has come meanwhile. */
export async function open(election, link, isWanted) {
  show("opening", t("checker.title"), el("p", { role: "status" }, t("checker.working")));
  try {
    const found = await contents(election, link);
    if (isWanted()) told(found);
  } catch (failure) {
    if (!isWanted()) return;
    show("bad", t("checker.bad"), el("p", { id: "error", class: "error", role: "alert" }, t("checker.bad.text")),
      el("p", { class: "aside" }, t("checker.detail", { reason: failure.message })));
  }
}
