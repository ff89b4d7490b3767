// A tracking code, looked up: the box's receipt for it, held against the log's own leaf.
import { trackingCode, typedTrackingCode } from "../crypto/codes.js";
import { verifiedReceipt } from "../crypto/receipt.js";
import { hashesIn, nodesFrom } from "../crypto/tiles.js";
import { NoAnswer, receipt as ask, tile } from "../page/box.js";
import { button, download, el, show } from "../page/dom.js";
import { t } from "../page/language.js";
import { codeField } from "../page/typing.js";
import { trackingCode as ticket } from "../steps/sealed.js";

/** Asks for a tracking code and looks it up; `typed` may hold one already. */
export function find(election, typed) {
  const error = el("p", { id: "error", class: "error", role: "alert" });
  const input = codeField({
    id: "tracking", placeholder: "0000-0000-0000-0000", "aria-describedby": "tracking-hint", value: typed,
  });
  const look = button("find", t("checker.find.go"), () => proceed());
  const form = el("form", { novalidate: true, on: { submit: (event) => { event.preventDefault(); proceed(); } } },
    el("div", { class: "field" }, el("label", { for: "tracking" }, t("checker.find.label")),
      el("p", { id: "tracking-hint", class: "hint" }, t("checker.find.hint")), input),
    error, el("div", { class: "actions" }, look));
  show("find", t("checker.find"), el("p", { class: "lead" }, t("checker.intro")), form,
    el("p", { class: "aside" }, el("a", { href: "/" }, t("checker.vote"))));

  async function proceed() {
    if (look.disabled) return;
    const code = typedTrackingCode(input.value);
    error.textContent = code ? "" : t("checker.find.typo");
    if (!code) return input.focus();
    look.disabled = true;
    try {
      const receipt = await ask(code);
      const found = await held(election, code, receipt);
      if (form.isConnected) present(code, receipt, found);
    } catch (failure) {
      const none = failure.kind === "not-found";
      if (!none && !(failure instanceof NoAnswer)) throw failure;
      error.textContent = t(none ? "checker.find.unknown" : failure.busy ? "checker.busy" : "checker.offline");
    } finally {
      look.disabled = false;
    }
  }

  if (typed) proceed();
}

/** What the receipt shows: {index, size, signed}, or {wrong}. Throws NoAnswer when the log can't be asked. */
async function held(election, code, receipt) {
  try {
    return await proven(election, code, receipt);
  } catch (failure) {
    if (failure instanceof NoAnswer) throw failure;
    return { wrong: failure.message };
  }
}

/** The receipt against the log's own leaf at its place, which has to bear the tracking code. */
async function proven(election, code, receipt) {
  const index = Number(/^index (\d+)$/m.exec(receipt)?.[1]);
  const size = Number(receipt.split("\n\n")[1]?.split("\n")[1]);
  const nodeAt = nodesFrom(async (path) => hashesIn(await tile(path), path), size);
  const leaf = await nodeAt(0, index);
  if (trackingCode(leaf) !== code) throw new Error("another entry stands in its place");
  return verifiedReceipt(receipt, leaf, election);
}

function present(code, receipt, { index, size, signed, wrong }) {
  const save = el("div", { class: "actions" },
    button("download", t("receipt.download"), () => download(`${code}.txt`, receipt, "text/plain"), "secondary"));
  if (wrong) {
    show("bad", t("checker.find"), el("p", { id: "error", class: "error", role: "alert" }, t("checker.find.unproven")),
      el("p", { class: "aside" }, t("checker.detail", { reason: wrong })), save);
  } else {
    show("found", t("checker.find.there"), ticket(t("sealed.code"), code),
      el("p", {}, t("checker.find.place", { index, size })),
      el("p", {}, t(signed ? "checker.find.signed" : "checker.find.unsigned")), save);
  }
}
