// The answer in words: one plain sentence, what it proves and what not, what to do, and every check below it.
import { text } from "../../../VotingPage/source/crypto/bytes.js";
import { button, download, el, svg } from "../../../VotingPage/source/page/dom.js";
import { listed, moment, t } from "./words.js";

const looks = {
  found: "good", shared: "caution", few: "caution", unsigned: "caution", pending: "caution", unlisted: "caution",
  unknown: "caution", other: "caution", behind: "caution", mismatch: "caution", act: "caution", malformed: "caution",
  contradicted: "caution",
  damaged: "alarm", forged: "alarm", forked: "alarm", removed: "alarm", shrunk: "alarm", late: "alarm",
};

/** The answers that a receipt is evidence for. */
const evidence = new Set(["forked", "removed", "shrunk", "late"]);

const marks = { good: "M6 12.5l4 4 8-9", caution: "M12 6v7m0 3.5v.5", alarm: "M7.5 7.5l9 9m0-9l-9 9" };

const mark = (look) => svg("svg", { class: "mark", viewBox: "0 0 24 24", width: 32, height: 32, "aria-hidden": "true" },
  svg("circle", { cx: 12, cy: 12, r: 11 }), svg("path", { d: marks[look] }));

/**
 * The section that tells an answer of `examine`. `search(code)` looks for another code; `receipt` is the
 * file's text, if there is one.
 */
export function report({ answer, values, steps, checkpoint }, { election, receipt, search }) {
  const look = looks[answer];
  const title = el("h2", { id: "verdict-title", tabindex: "-1" }, mark(look), el("span", {}, t(`${answer}.title`)));
  return el("section", { id: "verdict", "data-look": look, "aria-labelledby": "verdict-title", "data-answer": answer },
    title,
    values.code && el("p", { class: "ticket" }, el("span", {}, t(answer === "mismatch" ? "code.receipt" : "code")),
      el("output", { id: "found-code", dir: "ltr" }, values.code)),
    el("p", { class: "lead" }, t(`${answer}.text`, { ...values, title: titled(election) })),
    suggestions(values.near, search),
    answer === "found" && [
      receipt && el("p", {}, t("found.compare")),
      el("p", {}, el("strong", {}, t("proves")), " ",
        t(election.witness_quorum > 0 ? "found.proves" : "found.proves.alone")),
      el("p", {}, el("strong", {}, t("proves.not")), " ", t("found.proves.not")),
      el("p", {}, t("found.page"), " ", el("a", { href: "check.html" }, t("found.check"))),
    ],
    todo(answer, election),
    el("div", { class: "actions" },
      evidence.has(answer) && receipt
        && button("evidence", t("evidence.save"), () => save(receipt, checkpoint), "secondary"),
      button("print", t("print"), () => window.print(), "secondary")),
    el("h3", {}, t("steps")), el("ol", { class: "steps" }, steps.map(line)),
    el("p", { class: "checked" }, t("checked", { time: moment(Date.now() / 1000) })));
}

const titled = ({ title, language }) => title[language] ?? Object.values(title)[0];

function suggestions(near = [], search) {
  if (near.length === 0) return undefined;
  return el("div", { class: "near" }, el("p", {}, t("near")),
    el("div", { class: "actions" }, near.map((code, i) => button(`near-${i}`, code, () => search(code), "secondary"))));
}

function todo(answer, election) {
  const names = election.witnesses.map((key) => key.split("+")[0]);
  const witnesses = names.length > 0 ? listed(names) : t("witnesses.none");
  return answer !== "found"
    && el("p", { class: "todo" }, el("strong", {}, t("todo")), " ", t(`${answer}.todo`, { witnesses }));
}

/** The receipt and the published checkpoint in one file: two signed statements that can't both be true. */
function save(receipt, checkpoint) {
  download("evidence.txt", `${receipt}\n${"-".repeat(72)}\n\n${text(checkpoint)}`, "text/plain");
}

function line({ step, result, values }) {
  const cosigned = (values.cosigned ?? []).map(({ name, time }) => `${name}, ${moment(time)}`);
  const detail = values.reason ? t(`reason.${values.reason}`, values) : cosigned.join("; ");
  return el("li", { "data-step": step, "data-result": result },
    el("strong", {}, t(`result.${result}`)), " ",
    el("span", {}, t(`step.${step}.${result}`, values), detail && el("small", {}, detail)));
}
