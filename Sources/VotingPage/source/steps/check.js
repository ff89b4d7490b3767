// The sealed ballot, opened for a second device. It is never cast; a new one is sealed.
import { button, el, show } from "../page/dom.js";
import { t } from "../page/language.js";
import { checkLink } from "../page/links.js";
import { picture } from "../page/qr.js";
import { trackingCode } from "./sealed.js";

export function check(session, go) {
  const link = checkLink(session.opened);
  const copied = el("span", { role: "status" });
  const field = el("input", { id: "check-link", type: "text", readonly: true, dir: "ltr", value: link });
  const copy = button("copy", t("check.copy"), async () => {
    field.select();
    await navigator.clipboard?.writeText(link).then(() => (copied.textContent = t("check.copied")), () => {});
  }, "secondary");
  const again = button("again", t("check.again"), async () => {
    again.disabled = true;
    await session.seal();
    go("sealed");
  });
  show("check", t("check.title"), trackingCode(t("sealed.code"), session.opened.trackingCode),
    el("ol", { class: "how" }, [1, 2, 3].map((n) => el("li", {}, t(`check.how.${n}`)))),
    link.length <= 800 && picture(link, t("check.qr"), "L"),
    el("div", { class: "field" }, el("label", { for: "check-link" }, t("check.link")), field, copy, copied),
    el("p", { class: "warning" }, t("check.gone")), el("div", { class: "actions" }, again));
}
