// The voting page: from the code to the receipt.
import { NoAnswer, election as describe } from "./page/box.js";
import { frame } from "./page/frame.js";
import { preferred, remember, speak, t } from "./page/language.js";
import { codeInLink, takeFragment } from "./page/links.js";
import { Session } from "./page/session.js";
import { el, show } from "./page/dom.js";
import { casting, problem } from "./steps/casting.js";
import { check } from "./steps/check.js";
import { choose } from "./steps/choose.js";
import { closed, closure, failed } from "./steps/closed.js";
import { code } from "./steps/code.js";
import { finished, receipt } from "./steps/receipt.js";
import { review } from "./steps/review.js";
import { kept, sealed } from "./steps/sealed.js";

const steps = { code, choose, review, sealed, kept, check, casting, problem, receipt, finished, closed };
/** Where the browser's own way back leads; elsewhere it stays, as what was done can't be undone. */
const before = { choose: "code", review: "choose", sealed: "review" };

const letter = codeInLink(takeFragment());

/** The election's description. Asks until the box answers. */
async function description() {
  for (;;) {
    try {
      return await describe();
    } catch (failure) {
      if (!(failure instanceof NoAnswer)) throw failure;
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, 5000);
        failed(() => { clearTimeout(timer); resolve(); });
      });
    }
  }
}

function first({ election, sealed, receipt }) {
  if (receipt) return "receipt";
  if (sealed) return sealed.casting ? "casting" : closure(election) ? "closed" : "kept";
  return closure(election) ? "closed" : "code";
}

async function main() {
  const election = await description();
  speak(preferred(election), election);
  const session = new Session(election);
  if (letter) session.codes[letter.issuer - 1] = letter.code;
  let current;

  function go(step, options) {
    if (step in before && step !== before[current] && current !== step) history.pushState({}, "");
    current = step;
    frame(election, speakIn, step);
    steps[step](session, go, options);
  }

  function speakIn(language) {
    remember(language);
    speak(language, election);
    go(current);
    document.querySelector(`#language-${language}`).focus();
  }

  window.addEventListener("popstate", () => {
    if (!(current in before)) return history.pushState({}, "");
    if (current === "sealed") session.discard();
    current = before[current];
    frame(election, speakIn, current);
    steps[current](session, go);
  });

  if (!crypto.subtle) {
    frame(election, speakIn);
    return show("insecure", t("closed.failed"), el("p", { id: "error", class: "error", role: "alert" }, t("code.insecure")));
  }
  go(first(session), { straight: Boolean(letter) });
}

main();
