// The voting code: typed, or from the letter's link. A typing mistake is told at once, before anybody is asked.
import { codeLength, isCode, normalised, stranger } from "../crypto/codes.js";
import { credential } from "../crypto/credential.js";
import { join } from "../crypto/bytes.js";
import { NoAnswer, eligibility } from "../page/box.js";
import { button, el, show } from "../page/dom.js";
import { moment, t } from "../page/language.js";
import { pause } from "../page/pause.js";
import { codeField } from "../page/typing.js";

const labels = ["code.label.1", "code.label.2"];
const standings = { voted: "code.voted", revoked: "code.revoked" };
/** How long to wait when a busy box does not say. */
const pauseSeconds = 5;

/** What is wrong with the typed symbols, in words; undefined when nothing is. */
function mistake(symbols) {
  const symbol = stranger(symbols);
  if (symbol) return t("code.stranger", { symbol });
  if (symbols.length < codeLength) return t("code.short", { n: codeLength - symbols.length });
  if (symbols.length > codeLength) return t("code.long", { n: symbols.length - codeLength });
  return isCode(symbols) ? undefined : t("code.typo");
}

function field(session, issuer) {
  const several = session.election.issuers > 1;
  const id = issuer === 1 ? "code" : `code-${issuer}`;
  const note = el("p", { id: `${id}-note`, class: "note", "aria-live": "polite" });
  const input = codeField({
    id, "aria-describedby": `${id}-hint ${id}-note`, placeholder: "0000-0000-0000-0000-0000",
    value: session.codes[issuer - 1],
  }, heed);

  function heed() {
    const symbols = normalised(input.value);
    session.codes[issuer - 1] = input.value;
    const telling = symbols.length >= codeLength || stranger(symbols);
    const wrong = mistake(symbols);
    const good = symbols.length >= codeLength && !wrong;
    note.className = good ? "note good" : "note bad";
    note.textContent = good ? t("code.good") : telling ? wrong : "";
    input.setAttribute("aria-invalid", String(Boolean(telling && wrong)));
  }

  const label = t(several ? labels[issuer - 1] : "code.label");
  const whole = el("div", { class: "field" }, el("label", { for: id }, label),
    el("p", { id: `${id}-hint`, class: "hint" }, t("code.hint")), input, note);
  if (input.value) heed();
  return { input, whole };
}

/** Shows the step; with `straight`, goes on by itself when all codes are in already. */
export function code(session, go, { straight = false } = {}) {
  const { election } = session;
  const fields = Array.from({ length: election.issuers }, (_, i) => field(session, i + 1));
  const error = el("p", { id: "error", class: "error", role: "alert" });
  const next = button("continue", t("code.continue"), () => proceed());
  const form = el("form", { novalidate: true, on: { submit: (event) => { event.preventDefault(); proceed(); } } },
    fields.map(({ whole }) => whole), error, el("div", { class: "actions" }, next));
  show("code", t("code.title"), el("p", { class: "lead" }, t("code.intro")),
    el("p", {}, t("code.until", { time: moment(election.window.closes) })), form,
    el("p", { class: "aside" }, el("a", { href: "/check" }, t("code.find"))));

  async function proceed() {
    if (next.disabled) return;
    const symbols = fields.map(({ input }) => normalised(input.value));
    const wrong = symbols.findIndex((symbols) => mistake(symbols));
    error.textContent = wrong < 0 ? "" : mistake(symbols[wrong]);
    if (wrong >= 0) return fields[wrong].input.focus();
    next.disabled = true;
    next.textContent = t("code.looking");
    try {
      error.textContent = (await enter(symbols)) ?? "";
    } finally {
      next.disabled = false;
      next.textContent = t("code.continue");
    }
  }

  /** Goes on with the codes, or says why not. A busy box is asked again, as long as the resident waits here. */
  async function enter(symbols) {
    const credentials = await Promise.all(symbols.map((code, i) => credential(code, election.origin, i + 1)));
    while (form.isConnected) {
      try {
        const { district, standing } = await eligibility(join(...credentials.map(({ key }) => key)));
        if (!form.isConnected) return;
        if (standing !== "unused") return t(standings[standing]);
        session.enter(credentials, district);
        return go("choose");
      } catch (failure) {
        if (failure.kind === "unknown-code") return t("code.unknown");
        if (!(failure instanceof NoAnswer)) throw failure;
        if (!failure.busy) return t("code.offline");
        error.textContent = t("code.busy");
        await pause(failure.seconds ?? pauseSeconds).over;
      }
    }
  }

  if (straight && fields.every(({ input }) => isCode(normalised(input.value)))) proceed();
}
