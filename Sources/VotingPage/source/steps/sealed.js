// The tracking code is shown before the choice between casting and checking, so that a cheating page is bound to it.
import { button, el, show } from "../page/dom.js";
import { t } from "../page/language.js";

export const trackingCode = (label, code) =>
  el("p", { class: "ticket" }, el("span", {}, label), el("output", { id: "tracking-code", dir: "ltr" }, code));

export function sealed(session, go) {
  const { trackingCode: code } = session.sealed;
  show("sealed", t("sealed.title"), trackingCode(t("sealed.code"), code), el("p", {}, t("sealed.keep")),
    el("p", { class: "warning" }, t("sealed.now")),
    el("div", { class: "actions" }, button("cast", t("sealed.cast"), () => { session.commit(); go("casting"); })),
    el("p", { class: "aside" }, t("sealed.check.why")),
    el("div", { class: "actions" },
      button("check", t("sealed.check"), () => { session.open(); go("check"); }, "secondary"),
      button("change", t("sealed.change"), () => { session.discard(); go("choose"); }, "quiet")));
}

/** A ballot that an earlier visit sealed and did not cast. Its randomness is gone, so it can't be checked. */
export function kept(session, go) {
  show("kept", t("sealed.kept.title"), el("p", {}, t("sealed.kept")),
    trackingCode(t("sealed.code"), session.sealed.trackingCode),
    el("div", { class: "actions" }, button("cast", t("sealed.cast"), () => { session.commit(); go("casting"); }),
      button("discard", t("sealed.discard"), () => { session.discard(); go("code"); }, "secondary")));
}
