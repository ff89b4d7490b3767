// What stands around every step: title, steps, languages, news, version.
import { button, el } from "./dom.js";
import { language, local, moment, nameOf, offered, t } from "./language.js";

const stages = { code: 1, choose: 2, review: 3, sealed: 3, kept: 3, check: 3, casting: 3, problem: 3, receipt: 4, finished: 4 };

/** Brings the frame up to date with the language and the step. `speakIn` is called with another language. */
export function frame(election, speakIn, step) {
  document.querySelector("#skip").textContent = t("skip");
  document.querySelector("#title").textContent = local(election.title);
  document.querySelector("#languages").setAttribute("aria-label", t("language.choose"));
  document.querySelector("#languages").replaceChildren(...offered(election).map((each) => {
    const choice = button(`language-${each}`, nameOf(each), () => speakIn(each), "language");
    choice.lang = each;
    choice.setAttribute("aria-pressed", String(each === language()));
    return choice;
  }));
  document.querySelector("#steps").replaceChildren(...(step in stages ? [progress(stages[step])] : []));
  document.querySelector("#notices").replaceChildren(...notices(election));
  document.querySelector("footer").replaceChildren(version(election));
}

function progress(now) {
  const names = ["code", "choose", "seal", "receipt"];
  return el("ol", { "aria-label": t("steps.label") }, names.map((name, i) =>
    el("li", { class: i + 1 < now ? "done" : i + 1 === now ? "now" : "", "aria-current": i + 1 === now && "step" },
      t(`steps.${name}`))));
}

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
