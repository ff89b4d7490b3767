// The ballot goes to the box, again and again with the same bytes, until there is a receipt or a definite no.
import { verifiedReceipt } from "../crypto/receipt.js";
import { leafHash } from "../crypto/tree.js";
import { NoAnswer, Refused, cast } from "../page/box.js";
import { button, download, el, show } from "../page/dom.js";
import { t } from "../page/language.js";
import { pause } from "../page/pause.js";
import { trackingCode } from "./sealed.js";

const refusals = {
  "not-open": "casting.closed", "used-code": "casting.voted", "revoked-code": "casting.revoked",
};
const longestPause = 15;

/** Shows how it goes, and begins unless it has begun. */
export function casting(session, go) {
  const { trackingCode: code } = session.sealed;
  const text = t(!session.troubled ? "casting.wait" : session.kept ? "casting.retry" : "casting.retry.unkept");
  show("casting", t("casting.title"), el("div", { class: "spinner", "aria-hidden": "true" }),
    el("p", { class: "lead", role: "status" }, text), trackingCode(t("sealed.code"), code),
    session.troubled &&
      el("div", { class: "actions" }, button("now", t("casting.now"), () => session.wake(), "secondary")));
  session.attempts ??= attempts(session, go).finally(() => {
    session.attempts = undefined;
    session.troubled = false;
  });
}

async function attempts(session, go) {
  const { ballot } = session.sealed;
  for (let attempt = 0; ; attempt++) {
    try {
      const { receipt } = await cast(ballot);
      go(await accepted(session, receipt));
      return;
    } catch (failure) {
      if (failure instanceof Refused) {
        const text = refusals[failure.kind] ?? "casting.refused";
        session.problem = { title: "casting.not", text, trackingCode: session.sealed.trackingCode };
        session.settle();
        go("problem");
        return;
      }
      if (!(failure instanceof NoAnswer)) throw failure;
      if (!session.troubled) {
        session.troubled = true;
        casting(session, go);
      }
      const { over, wake } = pause(failure.seconds ?? Math.min(2 ** attempt, longestPause));
      session.wake = wake;
      await over;
    }
  }
}

/** The step to go to with this receipt: a box that answers with a wrong one is found out here. */
async function accepted(session, receipt) {
  const { ballot, trackingCode } = session.sealed;
  try {
    const shown = await verifiedReceipt(receipt, await leafHash(ballot), session.election);
    if (shown.trackingCode !== trackingCode) throw new Error("the receipt is another ballot's");
    session.keep({ receipt, trackingCode, index: shown.index, signed: shown.signed });
    return "receipt";
  } catch (failure) {
    session.problem = { title: "casting.bad.title", text: "casting.bad", trackingCode, receipt, reason: failure.message };
    return "problem";
  }
}

export function problem(session, go) {
  const { title, text, trackingCode: code, receipt, reason } = session.problem;
  const save = () => download(`${code}.txt`, receipt, "text/plain");
  show("problem", t(title), el("p", { id: "error", class: "error", role: "alert" }, t(text)),
    reason && el("p", { class: "aside" }, t("checker.detail", { reason })),
    trackingCode(t("sealed.code"), code),
    el("div", { class: "actions" },
      receipt ? button("download", t("casting.save"), save) : button("restart", t("casting.restart"), () => go("code"))),
    el("p", { class: "aside" }, el("a", { href: `/check#${code}` }, t("closed.find"))));
}
