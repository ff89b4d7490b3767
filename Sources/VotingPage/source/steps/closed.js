// Before and after the vote, and when the box can't be reached.
import { button, el, show } from "../page/dom.js";
import { moment, t } from "../page/language.js";

/** Why nobody can vote now: "before", "soon", "after"; undefined when one can. */
export function closure({ phase, window: { opens, closes }, now }) {
  if (phase === "closed" || phase === "done" || now >= closes) return "after";
  if (phase === "voting") return now < opens ? "before" : undefined;
  return now < opens ? "before" : "soon";
}

export function closed({ election }) {
  const why = closure(election);
  const time = moment(election.window[why === "after" ? "closes" : "opens"]);
  show("closed", t(`closed.${why}`), el("p", { class: "lead" }, t(`closed.${why}.text`, { time })),
    el("p", {}, el("a", { href: "/check" }, t("closed.find"))));
}

/** Shown until the election's description is there; says so in both languages, as none is chosen yet. */
export function failed(retry) {
  show("failed", t("closed.failed"), el("p", { id: "error", class: "lead", role: "alert" }, t("closed.failed.text")),
    el("div", { class: "actions" }, button("retry", t("closed.again"), retry)));
}
