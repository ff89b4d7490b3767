// The second device: opens a sealed ballot from its bytes and randomness, or looks a tracking code up.
import { opened } from "./crypto/ballot.js";
import { equal, fromHex } from "./crypto/bytes.js";
import { trackingCode, typedTrackingCode } from "./crypto/codes.js";
import { verifiedReceipt } from "./crypto/receipt.js";
import { hashesIn, nodesFrom } from "./crypto/tiles.js";
import { leafHash } from "./crypto/tree.js";
import { elementLengths, selectionsOf } from "./election/selection.js";
import { NoAnswer, Refused, election as describe, receipt as ask } from "./page/box.js";
import { button, download, el, show } from "./page/dom.js";
import { frame } from "./page/frame.js";
import { local, preferred, remember, speak, t } from "./page/language.js";
import { ballotInLink, takeFragment } from "./page/links.js";
import { chosen } from "./steps/review.js";
import { failed } from "./steps/closed.js";
import { trackingCode as ticket } from "./steps/sealed.js";

const fragment = takeFragment();

const toVote = () => el("p", { class: "aside" }, el("a", { href: "/" }, t("checker.vote")));

function contestsOf(election, district) {
  const found = election.districts[district];
  if (!found) throw new Error("the ballot is of a district that does not exist");
  return found.contests.map((id) => election.contests.find((contest) => contest.id === id));
}

/** What a link opens: {code, district, contests, selections}. Throws when it does not open the ballot in it. */
async function contents(election) {
  const { ballot, randomness } = ballotInLink(fragment);
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

async function openLink(election) {
  show("opening", t("checker.title"), el("p", { role: "status" }, t("checker.working")));
  try {
    const { code, district, contests, selections } = await contents(election);
    show("opened", t("checker.opened"), el("p", {}, t("checker.compare")), ticket(t("sealed.code"), code),
      el("p", {}, t("checker.choices")),
      el("p", { class: "district" }, t("choose.district", { district: local(district.name) })),
      contests.map((contest, i) => selections[i].length > 0
        ? chosen(contest, selections[i], contests.length > 1)
        : el("p", { class: "lead" }, t("checker.blank"))),
      el("p", { class: "warning" }, t("checker.verdict")));
  } catch (failure) {
    show("bad", t("checker.bad"), el("p", { id: "error", class: "error", role: "alert" }, t("checker.bad.text")),
      el("p", { class: "aside" }, t("checker.detail", { reason: failure.message })));
  }
}

/** Asks for a tracking code and looks it up; `typed` may hold one already. */
function find(election, typed) {
  const error = el("p", { id: "error", class: "error", role: "alert" });
  const input = el("input", {
    id: "tracking", class: "code", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
    maxlength: "40", dir: "ltr", placeholder: "0000-0000-0000-0000", "aria-describedby": "tracking-hint", value: typed,
  });
  const look = button("find", t("checker.find.go"), () => proceed());
  const form = el("form", { novalidate: true, on: { submit: (event) => { event.preventDefault(); proceed(); } } },
    el("div", { class: "field" }, el("label", { for: "tracking" }, t("checker.find.label")),
      el("p", { id: "tracking-hint", class: "hint" }, t("checker.find.hint")), input),
    error, el("div", { class: "actions" }, look));
  show("find", t("checker.find"), el("p", { class: "lead" }, t("checker.intro")), form, toVote());

  async function proceed() {
    const code = typedTrackingCode(input.value);
    error.textContent = code ? "" : t("checker.find.typo");
    if (!code) return input.focus();
    look.disabled = true;
    try {
      await present(election, code, await ask(code));
    } catch (failure) {
      const known = failure instanceof NoAnswer || failure instanceof Refused;
      if (!known) throw failure;
      error.textContent = t(failure instanceof NoAnswer ? "checker.offline" : "checker.find.unknown");
      look.disabled = false;
    }
  }

  if (typed) proceed();
}

async function present(election, code, receipt) {
  const save = button("download", t("receipt.download"), () => download(`${code}.txt`, receipt, "text/plain"), "secondary");
  try {
    const { index, size, signed } = await proven(election, code, receipt);
    show("found", t("checker.find.there"), ticket(t("sealed.code"), code),
      el("p", {}, t("checker.find.place", { index, size })),
      el("p", {}, t(signed ? "checker.find.signed" : "checker.find.unsigned")), el("div", { class: "actions" }, save));
  } catch (failure) {
    show("bad", t("checker.find"), el("p", { id: "error", class: "error", role: "alert" }, t("checker.find.unproven")),
      el("p", { class: "aside" }, t("checker.detail", { reason: failure.message })), el("div", { class: "actions" }, save));
  }
}

/** The receipt against the log's own leaf at its place, which has to bear the tracking code. */
async function proven(election, code, receipt) {
  const index = Number(/^index (\d+)$/m.exec(receipt)?.[1]);
  const size = Number(receipt.split("\n\n")[1]?.split("\n")[1]);
  const leaf = await leafAt(index, size);
  if (trackingCode(leaf) !== code) throw new Error("another entry stands in its place");
  return verifiedReceipt(receipt, leaf, election);
}

async function leafAt(index, size) {
  const nodeAt = nodesFrom(async (path) => {
    const response = await fetch(`/log/${path}`, { redirect: "error" });
    if (!response.ok) throw new Error("the log's tile is missing");
    return hashesIn(new Uint8Array(await response.arrayBuffer()), path);
  }, size);
  return nodeAt(0, index);
}

async function main() {
  let election;
  try {
    election = await describe();
  } catch {
    return failed(() => location.reload());
  }
  speak(preferred(election), election);
  const begin = () => {
    frame(election, speakIn);
    const code = typedTrackingCode(fragment);
    if (fragment && !code) openLink(election);
    else find(election, code ?? "");
  };
  const speakIn = (language) => {
    remember(language);
    speak(language, election);
    begin();
  };
  begin();
}

main();
