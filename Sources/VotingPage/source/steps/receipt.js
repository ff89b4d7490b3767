// The receipt: to keep as a picture, a file, on paper.
import { button, download, el, show } from "../page/dom.js";
import { t } from "../page/language.js";
import { receiptLink } from "../page/links.js";
import { picture } from "../page/qr.js";

export function receipt(session, go) {
  const { receipt, trackingCode, index, signed } = session.receipt;
  const waiting = session.codes.some(Boolean);
  show("receipt", t("receipt.title"),
    el("p", { class: "ticket" }, el("span", {}, t("receipt.code")),
      el("output", { id: "receipt-code", dir: "ltr" }, trackingCode)),
    el("p", {}, t("receipt.place", { index })), !signed && el("p", { class: "warning" }, t("receipt.unsigned")),
    el("p", {}, t("receipt.keep")), picture(receiptLink(trackingCode), t("receipt.qr")),
    el("div", { class: "actions" },
      button("download", t("receipt.download"), () => download(`${trackingCode}.txt`, receipt, "text/plain")),
      button("print", t("receipt.print"), () => window.print(), "secondary")),
    el("p", { class: "aside" }, t("receipt.finish.why")), waiting && el("p", { class: "warning" }, t("receipt.waiting")),
    el("div", { class: "actions" }, button("finish", t("receipt.finish"), () => {
      session.finish();
      go(waiting ? "code" : "finished", { straight: true });
    }, "secondary")));
}

export const finished = () => show("finished", t("finished.title"), el("p", { class: "lead" }, t("finished.text")));
