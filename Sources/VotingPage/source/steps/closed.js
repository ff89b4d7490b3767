// Before and after the vote.
import { el, show } from "../page/dom.js";
import { moment, t } from "../page/language.js";

const texts = {
  before: ["closed.before", "closed.before.text"],
  soon: ["closed.soon", "closed.soon.text"],
  after: ["closed.after", "closed.after.text"],
};

/** Why nobody can vote now: "before", "soon", "after"; undefined when one can. */
export function closure({ phase, window: { opens, closes }, now }) {
  if (phase === "closed" || phase === "done" || now >= closes) return "after";
  if (phase === "voting") return now < opens ? "before" : undefined;
  return now < opens ? "before" : "soon";
}

export function closed({ election }) {
  const why = closure(election);
  const [title, text] = texts[why];
  const time = moment(election.window[why === "after" ? "closes" : "opens"]);
  show("closed", t(title), el("p", { class: "lead" }, t(text, { time })),
    el("p", {}, el("a", { href: "/check" }, t("closed.find"))));
}
