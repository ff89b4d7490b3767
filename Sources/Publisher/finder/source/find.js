// Find your ballot: the page's form, and what it hands to be examined.
import { equal, text as utf8 } from "../../../VotingPage/source/crypto/bytes.js";
import {
  isCode, normalised, stranger, trackingCodeLength, typedTrackingCode,
} from "../../../VotingPage/source/crypto/codes.js";
import { button, el } from "../../../VotingPage/source/page/dom.js";
import { examine } from "./examine.js";
import { FolderPart, fileField, takeDrops } from "./files.js";
import { ChosenFolder, NoAnswer, ServedFolder, Wanted } from "./folder.js";
import { report } from "./report.js";
import { speak, t } from "./words.js";

const election = JSON.parse(document.querySelector("#election").textContent);
const isLocal = location.protocol === "file:";
const largestReceipt = 2 ** 20;

speak(election.language);

const error = el("p", { id: "error", class: "error", role: "alert" });
const status = el("p", { id: "status", role: "status" });
const outcome = el("div", { id: "outcome" });
const input = el("input", {
  id: "tracking", class: "code", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
  enterkeyhint: "search", dir: "ltr", placeholder: "0000-0000-0000-0000", "aria-describedby": "tracking-hint error",
});
const chosen = new ChosenFolder();
const folderPart = isLocal ? new FolderPart(chosen, () => question && ask(question)) : undefined;

/** What was asked last: a code, a receipt's text, or both; and the answer to it, once it is there. */
let question;
let answer;
/** Counts what was asked, so that a late answer to something earlier is not shown. */
let asked = 0;

/** What is wrong with a code as it was typed; undefined for nothing. */
function mistake(symbols) {
  if (symbols === "") return t("code.empty");
  if (isCode(symbols)) return t("code.voting");
  const symbol = stranger(symbols);
  if (symbol) return t("code.stranger", { symbol });
  const n = symbols.length - trackingCodeLength;
  return n === 0 ? undefined : t(n < 0 ? "code.short" : "code.long", { n: Math.abs(n) });
}

function refuse(text) {
  asked++;
  question = undefined;
  error.textContent = text;
  status.textContent = "";
  outcome.replaceChildren();
}

/** Looks for what was typed, scanned or pasted: a code, or a link that ends in one. */
function search(typed) {
  const symbols = normalised(typed.slice(typed.indexOf("#") + 1));
  const wrong = mistake(symbols);
  // A voting code does not belong here, nor anywhere that others see it.
  if (isCode(symbols)) location.replace("#");
  input.value = isCode(symbols) ? "" : wrong ? typed : typedTrackingCode(symbols);
  input.setAttribute("aria-invalid", String(Boolean(wrong)));
  if (!wrong) {
    // The page in another language goes on with the same code.
    for (const link of document.querySelectorAll("a[hreflang]")) link.hash = input.value;
    return ask({ code: input.value });
  }
  refuse(wrong);
  input.focus();
}

/** The file's text; undefined when it is none, or too long for a receipt. */
async function textOf(file) {
  try {
    return file.size > largestReceipt ? undefined : utf8(new Uint8Array(await file.arrayBuffer()));
  } catch {
    return undefined;
  }
}

/**
 * Examines a receipt's file, with the tracking code that it has to be of: the one in its name, as the voting page names
 * it, or one that was typed and not found yet.
 */
async function take(file) {
  const text = await textOf(file);
  if (text === undefined) return refuse(t("receipt.none"));
  const [named] = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(file.name) ?? [];
  if (answer?.answer === "found") input.value = "";
  ask({ code: typedTrackingCode(named ?? input.value), receipt: text });
}

async function ask(next) {
  if (!crypto.subtle) return refuse(t("insecure"));
  const number = ++asked;
  question = next;
  answer = undefined;
  error.textContent = "";
  input.setAttribute("aria-invalid", "false");
  status.textContent = t("working");
  outcome.replaceChildren();
  const { classList } = document.querySelector("#finder");
  classList.add("asked");
  let found, failure;
  try {
    found = await answered(next);
  } catch (reason) {
    failure = reason;
  }
  if (number !== asked) return;
  classList.remove("asked");
  status.textContent = "";
  answer = found;
  if (found) tell(found, next);
  else explain(failure);
}

/** The answer; where the folder changed under way, as it does while the vote runs, that of the newer folder. */
async function answered(next) {
  if (isLocal) return examine(next, election, chosen);
  for (let tries = 1; ; tries++) {
    const found = await examine(next, election, new ServedFolder(election.root));
    if (found.answer !== "damaged" || tries === 3) return found;
    const newer = await new ServedFolder(election.root).read("checkpoint");
    if (!newer || newer.length === 0 || equal(newer, found.checkpoint ?? [])) return found;
  }
}

function tell(found, { receipt }) {
  folderPart?.done();
  if (found.answer === "damaged") chosen.forgetLoose();
  outcome.replaceChildren(report(found, { election, receipt, search }));
  outcome.querySelector("#verdict-title").focus();
}

function explain(failure) {
  if (failure instanceof Wanted) return folderPart.want(failure.paths);
  error.textContent = failure instanceof NoAnswer ? t("offline") : t("failed", { reason: failure.message });
  outcome.replaceChildren(el("div", { class: "actions" }, button("again", t("again"), () => ask(question), "secondary")));
}

/** Dropped: a folder, or one file that is a receipt. */
function dropped(files) {
  if (folderPart && files.some(({ path }) => path.includes("/"))) return folderPart.take(files);
  return files.length === 1 ? take(files[0].file) : refuse(t("receipt.none"));
}

function begin() {
  const form = el("form", { novalidate: true, on: { submit: (event) => { event.preventDefault(); search(input.value); } } },
    el("div", { class: "field" }, el("label", { for: "tracking" }, t("code")),
      el("p", { id: "tracking-hint", class: "hint" }, t("code.hint")), input),
    error, el("div", { class: "actions" }, el("button", { id: "find", type: "submit", class: "primary" }, t("code.go"))));
  const receipt = fileField("receipt", {
    label: t("receipt"), hint: t("receipt.hint"), take: ([{ file }]) => take(file),
  });
  document.querySelector("#finder").append(form, receipt, folderPart?.element ?? "", status, outcome);
  if (!crypto.subtle) return refuse(t("insecure"));
  takeDrops(dropped);
  const scanned = () => location.hash.length > 1 && search(location.hash);
  window.addEventListener("hashchange", scanned);
  scanned();
}

begin();
