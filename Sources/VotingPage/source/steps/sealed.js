// The tracking code is shown before the choice between casting and checking, so that a cheating page is bound to it.
import { button, el, show, worker } from "../page/dom.js";
import { t } from "../page/language.js";

export const trackingCode = (label, code) =>
  el("p", { class: "ticket" }, el("span", {}, label), el("output", { id: "tracking-code", dir: "ltr" }, code));

const unkept = (session) => !session.kept && el("p", { class: "warning" }, t("sealed.unkept"));

const cast = (session, go) => worker("cast", t("sealed.cast"), async () => go(await session.commit()));

export function sealed(session, go) {
  const { trackingCode: code } = session.sealed;
  show("sealed", t("sealed.title"), trackingCode(t("sealed.code"), code), el("p", {}, t("sealed.keep")),
    el("p", { class: "warning" }, t("sealed.now")), unkept(session),
    el("div", { class: "actions" }, cast(session, go)),
    el("p", { class: "aside" }, t("sealed.check.why")),
    el("div", { class: "actions" },
      worker("check", t("sealed.check"), async () => go(await session.open()), "secondary"),
      worker("change", t("sealed.change"), async () => go(await session.discard("choose")), "quiet")));
}

/**
 * A ballot that an earlier visit sealed and did not cast. Its randomness is gone, so it can't be checked. Somebody else
 * who shares the device leaves it where it is.
 */
export function kept(session, go) {
  show("kept", t("sealed.kept.title"), el("p", {}, t("sealed.kept")),
    trackingCode(t("sealed.code"), session.sealed.trackingCode), unkept(session),
    el("div", { class: "actions" }, cast(session, go),
      worker("discard", t("sealed.discard"), async () => go(await session.discard("code"), { straight: true }), "secondary")),
    el("div", { class: "actions" },
      button("other", t("sealed.other"), () => { session.sealed = undefined; go("code", { straight: true }); }, "quiet")));
}
