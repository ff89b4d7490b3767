// The district's projects: search, filter, sort, pick, with what is left always in sight.
import { cost, moneyLeft, obstacle, shortfall } from "../election/selection.js";
import { button, el, show } from "../page/dom.js";
import { local, money, sorted, t } from "../page/language.js";

const introductions = {
  money: "choose.intro.money", count: "choose.intro.count", budget: "choose.intro.budget", free: "choose.intro.free",
};
const obstacles = { money: "choose.obstacle.money", enough: "choose.obstacle.enough" };
const shortfalls = { few: "choose.few", cheap: "choose.cheap" };
const sorts = {
  shuffled: "choose.sort.shuffled", name: "choose.sort.name", cheap: "choose.sort.cheap", dear: "choose.sort.dear",
};

function introduction(contest) {
  const values = { n: contest.max_length, money: money(contest.max_sum_cost ?? 0) };
  const [count, spending] = [contest.max_length !== null, contest.max_sum_cost !== null];
  const kind = count && spending ? "money" : count ? "count" : spending ? "budget" : "free";
  return t(introductions[kind], values);
}

const words = (project) =>
  [project.name, project.description, project.neighborhood, ...project.category, ...project.target, project.project_id]
    .filter(Boolean).join(" ").toLocaleLowerCase();

const orders = {
  shuffled: (projects) => projects,
  name: (projects) => sorted(projects, ({ name }) => name),
  cheap: (projects) => [...projects].sort((left, right) => left.cost - right.cost),
  dear: (projects) => [...projects].sort((left, right) => right.cost - left.cost),
};

/** A project to pick; `heed` brings it up to date with the picks. */
function card(contest, project, { picks, withdrawn, changed }) {
  const id = `project-${project.project_id}`;
  const why = el("p", { id: `${id}-why`, class: "why" });
  const box = el("input", {
    id, type: "checkbox", "data-project": project.project_id, "aria-describedby": `${id}-about ${id}-why`,
    on: { change: () => change() },
  });
  const about = [
    project.neighborhood && t("choose.where", { neighborhood: project.neighborhood }),
    project.target.length > 0 && t("choose.for", { targets: project.target.join(", ") }),
  ].filter(Boolean);
  const whole = el("li", { class: "project" },
    el("label", { for: id }, box,
      el("span", { class: "name" }, project.name), el("span", { class: "cost" }, money(project.cost))),
    el("div", { id: `${id}-about`, class: "about" },
      project.description && el("p", { class: "description" }, project.description),
      el("p", { class: "tags" }, project.category.map((theme) => el("span", { class: "tag" }, theme))),
      about.length > 0 && el("p", {}, about.join(" · "))),
    why);

  function blocked() {
    if (withdrawn) return t("choose.withdrawn");
    const found = !picks.has(project.project_id) && obstacle(contest, picks, project);
    return found && t(obstacles[found.reason], { n: found.by, money: money(found.by) });
  }

  function change() {
    if (box.checked && blocked()) {
      box.checked = false;
      changed(`${project.name}: ${blocked()}`);
      return;
    }
    if (box.checked) picks.add(project.project_id);
    else picks.delete(project.project_id);
    changed("");
  }

  function heed() {
    const reason = blocked() || "";
    box.checked = picks.has(project.project_id);
    box.setAttribute("aria-disabled", String(Boolean(reason)));
    whole.classList.toggle("picked", box.checked);
    whole.classList.toggle("blocked", Boolean(reason));
    why.textContent = reason;
  }

  return { project, whole, heed, words: words(project) };
}

/** What the picks leave, as a bar and in words. */
function purse(contest, picks, named) {
  const fill = el("div", { class: "fill" });
  const text = el("p", { class: "left", role: "status" });
  const whole = el("div", { class: "purse" }, el("div", { class: "meter", "aria-hidden": "true" }, fill), text);

  function heed() {
    const spent = cost(contest, picks);
    const left = moneyLeft(contest, picks);
    const limited = Number.isFinite(left);
    const share = limited ? spent / Math.max(contest.max_sum_cost, 1) : picks.size / (contest.max_length ?? Infinity);
    fill.style.inlineSize = `${Math.min(100, 100 * share)}%`;
    const count = contest.max_length === null
      ? t("choose.chosen.free", { n: picks.size })
      : t("choose.chosen", { n: picks.size, max: contest.max_length });
    const amount = limited ? t("choose.left", { money: money(left) }) : t("choose.spent", { money: money(spent) });
    const name = named ? `${local(contest.title)}: ` : "";
    text.replaceChildren(name, el("strong", {}, amount), ` · ${count}`);
  }

  return { whole, heed };
}

function ballotPart(session, contest, named, changed) {
  const picks = session.picks.get(contest.id);
  const withdrawn = new Set(session.election.withdrawn[contest.id] ?? []);
  const shuffled = session.shuffled.get(contest.id);
  const cards = shuffled.map((project) =>
    card(contest, project, { picks, withdrawn: withdrawn.has(project.project_id), changed }));
  const list = el("ul", { class: "projects" });
  const found = el("p", { class: "found", role: "status" });
  const heading = named && el("h2", {}, local(contest.title));

  function filter({ search, theme, sort }) {
    const wanted = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const fitting = cards.filter(({ project, words }) =>
      wanted.every((word) => words.includes(word)) && (!theme || project.category.includes(theme)));
    const order = new Map(orders[sort](fitting.map(({ project }) => project)).map((project, i) => [project, i]));
    fitting.sort((left, right) => order.get(left.project) - order.get(right.project));
    list.replaceChildren(...fitting.map(({ whole }) => whole));
    found.textContent = fitting.length ? t("choose.found", { n: fitting.length }) : t("choose.none");
  }

  return {
    whole: el("section", {}, heading, el("p", { class: "lead" }, introduction(contest)), found, list),
    filter, heed: () => cards.forEach((card) => card.heed()),
  };
}

function select(id, label, choices, value, change) {
  const options = choices.map(([name, text]) => el("option", { value: name, selected: name === value }, text));
  return el("div", { class: "field" }, el("label", { for: id }, label), el("select", { id, on: { change } }, options));
}

export function choose(session, go) {
  const { contests, filters } = session;
  const named = contests.length > 1;
  const error = el("p", { id: "error", class: "error", role: "alert" });
  const purses = contests.map((contest) => purse(contest, session.picks.get(contest.id), named));
  const parts = contests.map((contest) => ballotPart(session, contest, named, heed));
  const themes = sorted(new Set(contests.flatMap(({ projects }) => projects.flatMap(({ category }) => category))), String);

  function heed(reason = "") {
    for (const part of [...parts, ...purses]) part.heed();
    error.textContent = reason;
  }

  const refilter = (name) => (event) => {
    filters[name] = event.target.value;
    for (const part of parts) part.filter(filters);
  };
  const tools = el("search", { class: "tools" },
    el("div", { class: "field" }, el("label", { for: "search" }, t("choose.search")),
      el("input", { id: "search", type: "search", value: filters.search, on: { input: refilter("search") } })),
    select("theme", t("choose.theme"), [["", t("choose.theme.all")], ...themes.map((theme) => [theme, theme])],
      filters.theme, refilter("theme")),
    select("sort", t("choose.sort"), Object.entries(sorts).map(([order, text]) => [order, t(text)]),
      filters.sort, refilter("sort")));

  function proceed() {
    for (const contest of contests) {
      const short = shortfall(contest, session.picks.get(contest.id));
      if (short) {
        error.textContent = t(shortfalls[short.reason], { n: short.by, money: money(short.by) });
        return;
      }
    }
    go("review");
  }

  // Several purses at once would hide what there is to choose from, so each is in sight with its own contest.
  if (named) parts.forEach(({ whole }, i) => whole.append(el("div", { class: "bar" }, purses[i].whole)));
  for (const part of parts) part.filter(filters);
  heed();
  show("choose", t("choose.title"),
    el("p", { class: "district" }, t("choose.district", { district: local(session.district.name) })),
    tools, parts.map(({ whole }) => whole), el("p", { class: "aside" }, t("choose.order")),
    el("div", { class: named ? "bar still" : "bar" }, error, !named && purses.map(({ whole }) => whole),
      button("review", t("choose.review"), proceed)));
}
