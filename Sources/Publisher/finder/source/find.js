// Find your ballot: the page's form, and what it hands to be examined.
import { equal, text as utf8 } from "../../../VotingPage/source/crypto/bytes.js";
import {
  isCode, normalised, stranger, trackingCodeLength, typedTrackingCode,
} from "../../../VotingPage/source/crypto/codes.js";
import { button, el } from "../../../VotingPage/source/page/dom.js";
import { opened, renewed } from "./edition.js";
import { NoKeys, examine } from "./examine.js";
import { FolderPart, fileField, takeDrops } from "./files.js";
import { ChosenFolder, NoAnswer, ServedFolder, Wanted } from "./folder.js";
import { report } from "./report.js";
import { speak, t } from "./words.js";

let election = opened();
const isLocal = location.protocol === "file:";
const largestReceipt = 2 ** 20;
/** What the voting page calls a receipt's file, or the browser when it has one of that name already. */
const receiptName = /^([0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3})(?: ?\(\d+\))?\.txt$/;
/** The answers that tell where a code's ballot is: a receipt that comes next may be of another. */
const settled = new Set(["found", "few", "unsigned", "late"]);
/** The answers that a newer folder, or a newer page, may change. */
const passing = new Set(["damaged", "behind", "pending", "unlisted"]);

speak(election);

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
 * Examines a receipt's file, with the tracking code that it has to be of: the one that is its name, or one that was
 * typed and not found yet.
 */
async function take(file) {
  const text = await textOf(file);
  if (text === undefined) return refuse(t("receipt.none"));
  const [, named] = receiptName.exec(file.name) ?? [];
  if (settled.has(answer?.answer)) input.value = "";
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

/** The answer; where the folder changed under way, or since the page was opened, that of the newer folder. */
async function answered(next) {
  if (isLocal) return examine(next, election, chosen);
  for (let tries = 1; ; tries++) {
    const found = await examine(next, election, new ServedFolder(election.root));
    if (!passing.has(found.answer) || tries === 3) return found;
    const folder = new ServedFolder(election.root);
    const [checkpoint, newer] = await Promise.all([folder.read("checkpoint"), renewed(election, folder)]);
    if (newer === election && equal(checkpoint ?? [], found.checkpoint ?? [])) return found;
    election = newer;
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
  error.textContent = t(failure instanceof NoAnswer ? "offline" : failure instanceof NoKeys ? "keys" : "failed");
  if (!(failure instanceof NoAnswer)) console.error(failure);
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
