// The choice once more, then sealing it.
import { cost } from "../election/selection.js";
import { button, el, show, worker } from "../page/dom.js";
import { local, money, t } from "../page/language.js";

/** The chosen projects of a contest with what they cost together. */
export function chosen(contest, projects, named) {
  const rows = projects.map((project) =>
    el("li", { "data-chosen": project.project_id }, el("span", { class: "name" }, project.name),
      el("span", { class: "cost" }, money(project.cost))));
  const total = cost(contest, new Set(projects.map(({ project_id }) => project_id)));
  return [
    named && el("h2", {}, local(contest.title)),
    projects.length === 0 && el("p", { class: "lead" }, t("review.blank")),
    projects.length > 0 && el("ul", { class: "chosen" }, rows,
      el("li", { class: "total" }, el("span", {}, t("review.total")), el("span", { class: "cost" }, money(total)))),
  ];
}

export function review(session, go) {
  const named = session.contests.length > 1;
  const sealing = worker("seal", t("review.seal"), async (button) => {
    button.textContent = t("review.sealing");
    await session.seal();
    go("sealed");
  });
  show("review", t("review.title"),
    session.contests.map((contest) =>
      chosen(contest, contest.projects.filter(({ project_id }) => session.picks.get(contest.id).has(project_id)), named)),
    el("p", {}, t("review.next")),
    el("div", { class: "actions" }, sealing, button("change", t("review.change"), () => go("choose"), "secondary")));
}
