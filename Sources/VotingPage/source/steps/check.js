// The sealed ballot, opened for a second device. It is never cast; a new one is sealed.
import { button, el, show, worker } from "../page/dom.js";
import { t } from "../page/language.js";
import { checkLink } from "../page/links.js";
import { picture } from "../page/qr.js";
import { trackingCode } from "./sealed.js";

/** How long a link may be for its picture to be read by any telephone. */
const longestInPicture = 800;

export function check(session, go) {
  const link = checkLink(session.opened);
  const pictured = link.length <= longestInPicture;
  const how = [t("check.how.1"), t(pictured ? "check.how.2" : "check.how.2.link"), t("check.how.3")];
  const copied = el("span", { role: "status" });
  const field = el("input", { id: "check-link", type: "text", readonly: true, dir: "ltr", value: link });
  const copy = button("copy", t("check.copy"), async () => {
    field.select();
    await navigator.clipboard?.writeText(link).then(() => (copied.textContent = t("check.copied")), () => {});
  }, "secondary");
  const again = worker("again", t("check.again"), async () => {
    await session.seal();
    go("sealed");
  });
  show("check", t("check.title"), trackingCode(t("sealed.code"), session.opened.trackingCode),
    el("ol", { class: "how" }, how.map((text) => el("li", {}, text))),
    pictured && picture(link, t("check.qr"), "L"),
    el("div", { class: "field" }, el("label", { for: "check-link" }, t("check.link")), field, copy, copied),
    el("p", { class: "warning" }, t("check.gone")), el("div", { class: "actions" }, again));
}
