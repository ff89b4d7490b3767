// When the page can't do its work.
import { button, el, show } from "../page/dom.js";
import { t } from "../page/language.js";

/** Shown until the election's description is there. */
export function unreachable(retry) {
  show("failed", t("failed.title"), el("p", { id: "error", class: "lead", role: "alert" }, t("failed.text")),
    el("div", { class: "actions" }, button("retry", t("failed.again"), retry)));
}

/** A page without https has no cryptography, so it can neither seal nor check. */
export function insecure() {
  show("insecure", t("insecure.title"), el("p", { id: "error", class: "error", role: "alert" }, t("insecure.text")));
}

/** Something went wrong that no step foresees. */
export function broken(reason, again) {
  show("broken", t("broken.title"), el("p", { id: "error", class: "lead", role: "alert" }, t("broken.text")),
    el("p", { class: "aside" }, t("checker.detail", { reason })),
    el("div", { class: "actions" }, button("again", t("failed.again"), again)));
}
