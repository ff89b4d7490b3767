// Codes are shown in fours while they are typed.
import { grouped, normalised } from "../crypto/codes.js";
import { el } from "./dom.js";

/** A field for a code. `traits` are its own; `heed` is called when somebody has changed what it holds. */
export function codeField(traits, heed = () => {}) {
  const typed = () => {
    group(input);
    heed();
  };
  const input = el("input", {
    class: "code", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: "40",
    dir: "ltr", ...traits, on: { input: ({ isComposing }) => isComposing || typed(), compositionend: typed },
  });
  group(input);
  return input;
}

/** Groups what the field holds; the caret stays behind the same symbol. */
function group(input) {
  const before = normalised(input.value.slice(0, input.selectionStart)).length;
  const text = grouped(normalised(input.value));
  if (text === input.value) return;
  input.value = text;
  const caret = before + Math.floor(Math.max(before - 1, 0) / 4);
  if (document.activeElement === input) input.setSelectionRange(caret, caret);
}
