// What stands around every step: title, steps, languages, news, version.
import { button, el } from "./dom.js";
import { language, local, moment, nameOf, offered, remember, speak, t } from "./language.js";

const stages = { code: 1, choose: 2, review: 3, sealed: 3, kept: 3, check: 3, casting: 3, problem: 3, receipt: 4, finished: 4 };
const names = ["steps.code", "steps.choose", "steps.seal", "steps.receipt"];

let again = () => location.reload();

/** Shows once more what was shown last. */
export const redraw = () => again();

/**
 * Brings the frame up to date with the language and the step. `draw` shows frame and step once more: in another
 * language, or after trouble. The election may be missing as yet.
 */
export function frame(election, draw, step) {
  again = draw;
  document.querySelector("#skip").textContent = t("skip");
  document.querySelector("#title").textContent = election ? local(election.title) : "Stembus";
  document.querySelector("#languages").setAttribute("aria-label", t("language.choose"));
  document.querySelector("#languages").replaceChildren(...offered(election).map((each) => choice(each, election, draw)));
  document.querySelector("#steps").replaceChildren(...(step in stages ? progress(stages[step]) : []));
  document.querySelector("#notices").replaceChildren(...(election ? notices(election) : []));
  document.querySelector("footer").replaceChildren(...(election ? [version(election)] : []));
}

function choice(each, election, draw) {
  const choice = button(`language-${each}`, nameOf(each), () => {
    remember(each);
    speak(each, election);
    draw();
    document.querySelector(`#language-${each}`).focus();
  }, "language");
  choice.lang = each;
  choice.setAttribute("aria-pressed", String(each === language()));
  return choice;
}

const progress = (now) => [
  el("p", {}, t("steps.now", { n: now, of: names.length })),
  el("ol", { "aria-label": t("steps.label") }, names.map((name, i) =>
    el("li", { class: i + 1 < now ? "done" : i + 1 === now ? "now" : "", "aria-current": i + 1 === now && "step" },
      t(name)))),
];

const notices = (election) => election.notices.length === 0 ? [] : [
  el("h2", {}, t("notices")),
  el("ul", {}, [...election.notices].reverse().map(({ time, text }) =>
    el("li", {}, el("time", { datetime: time }, moment(time)), " ", local(text)))),
];

/** Which version of the page runs: its own hash, as the browser held it to, beside the manifest's. */
function version(election) {
  const script = document.querySelector("script[integrity]");
  const bytes = atob(script.getAttribute("integrity").replace(/^sha256-/, ""));
  const hash = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const path = new URL(script.src).pathname.slice(1);
  const same = election.page.some((file) => file.path === path && file.sha256 === hash);
  return el("p", { id: "version", class: same ? "" : "error" },
    t("version", { version: hash.slice(0, 16) }), " – ", t(same ? "version.matches" : "version.differs"));
}
