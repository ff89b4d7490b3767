// The voting code: typed, or from the letter's link. A typing mistake is told at once, before anybody is asked.
import { codeLength, grouped, isCode, normalised, stranger } from "../crypto/codes.js";
import { credential } from "../crypto/credential.js";
import { join } from "../crypto/bytes.js";
import { NoAnswer, Refused, eligibility } from "../page/box.js";
import { button, el, show } from "../page/dom.js";
import { moment, t } from "../page/language.js";

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
  const input = el("input", {
    id, class: "code", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
    "aria-describedby": `${id}-hint ${id}-note`, maxlength: "40", dir: "ltr",
    placeholder: "0000-0000-0000-0000-0000", value: session.codes[issuer - 1],
    on: { input: () => heed() },
  });

  function heed() {
    const symbols = normalised(input.value);
    session.codes[issuer - 1] = input.value;
    const telling = symbols.length >= codeLength || stranger(symbols);
    const wrong = mistake(symbols);
    const good = symbols.length >= codeLength && !wrong;
    note.className = good ? "note good" : "note bad";
    note.textContent = good ? t("code.good") : telling ? wrong : "";
    if (good) input.value = session.codes[issuer - 1] = grouped(symbols);
    input.setAttribute("aria-invalid", String(Boolean(telling && wrong)));
  }

  const label = t(several ? `code.label.${issuer}` : "code.label");
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
    error.textContent = (await enter(symbols)) ?? "";
    next.disabled = false;
    next.textContent = t("code.continue");
  }

  /** Goes on with the codes, or says why not. */
  async function enter(symbols) {
    try {
      const credentials = await Promise.all(symbols.map((code, i) => credential(code, election.origin, i + 1)));
      const { district, standing } = await eligibility(join(...credentials.map(({ key }) => key)));
      if (standing !== "unused") return t(`code.${standing}`);
      session.enter(credentials, district);
      go("choose");
    } catch (failure) {
      if (failure instanceof NoAnswer) return t("code.offline");
      if (failure instanceof Refused) return t("code.unknown");
      throw failure;
    }
  }

  if (straight && fields.every(({ input }) => isCode(normalised(input.value)))) proceed();
}
