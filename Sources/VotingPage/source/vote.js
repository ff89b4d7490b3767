// The voting page: from the code to the receipt.
import { frame } from "./page/frame.js";
import { codeInLink, onFragment } from "./page/links.js";
import { Session } from "./page/session.js";
import { start } from "./page/start.js";
import { WayBack } from "./page/way-back.js";
import { casting, problem } from "./steps/casting.js";
import { check } from "./steps/check.js";
import { choose } from "./steps/choose.js";
import { closed, closure } from "./steps/closed.js";
import { code } from "./steps/code.js";
import { finished, receipt } from "./steps/receipt.js";
import { review } from "./steps/review.js";
import { kept, sealed } from "./steps/sealed.js";

const steps = { code, choose, review, sealed, kept, check, casting, problem, receipt, finished, closed };

/** The letters' links that were opened and have not been looked at yet. */
const letters = [];
let arrive = () => {};

onFragment((fragment) => {
  const letter = codeInLink(fragment);
  if (letter) letters.push(letter);
  arrive();
});

/** Where a visit goes on: what was sealed or cast comes before another code. */
function first({ election, sealed, receipt }) {
  if (receipt) return "receipt";
  if (sealed) return sealed.casting ? "casting" : closure(election) ? "closed" : "kept";
  return closure(election) ? "closed" : "code";
}

start((election) => {
  const session = new Session(election);
  let current;

  function go(step, options) {
    current = step;
    wayBack.at(step);
    frame(election, () => go(step), step);
    steps[step](session, go, options);
  }

  const wayBack = new WayBack(async (step) => {
    if (step !== "code" && !session.picks || step === "sealed") return;
    go(current === "sealed" ? await session.discard(step) : step);
  });

  arrive = () => {
    // A fragment of no letter leaves the resident where they were, and a place in the history that is none of theirs.
    if (letters.length === 0 && current) return wayBack.at(current);
    for (const { issuer, code } of letters.splice(0)) session.codes[issuer - 1] = code;
    if (current) session.leave();
    go(first(session), { straight: true });
  };
  arrive();
});
