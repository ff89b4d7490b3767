// Codes are shown in fours while they are typed.
import { grouped, normalised } from "../crypto/codes.js";

/** Groups what the field holds; the caret stays behind the same symbol. */
export function group(input) {
  const before = normalised(input.value.slice(0, input.selectionStart)).length;
  const text = grouped(normalised(input.value));
  if (text === input.value) return;
  input.value = text;
  const caret = before + Math.floor(Math.max(before - 1, 0) / 4);
  if (document.activeElement === input) input.setSelectionRange(caret, caret);
}
