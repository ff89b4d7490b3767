// Elements of a selection as points, and back (spec/cryptography.md, "Selections").
import { join, number, unsigned } from "./bytes.js";
import { evenY } from "./p256.js";

const capacity = 30;

const candidate = (element, counter) =>
  number(join([element.length], element, new Uint8Array(capacity - element.length), [counter]));

/** The bytes cut into elements of at most 30. */
export const elements = (bytes) =>
  Array.from({ length: Math.ceil(bytes.length / capacity) }, (_, i) =>
    bytes.slice(i * capacity, (i + 1) * capacity));

export function embedded(element) {
  for (let counter = 0; counter < 256; counter++) {
    const x = candidate(element, counter);
    const y = evenY(x);
    if (y !== null) return { x, y };
  }
  throw new Error("this element has no point");
}

/** The element of `length` bytes that the point stands for. Throws when there is none. */
export function element(point, length) {
  const refused = new Error("the point stands for no selection");
  if (point === null || point.y & 1n) throw refused;
  const bytes = unsigned(point.x, 32);
  const found = bytes.slice(1, 1 + length);
  if (bytes[0] !== length || number(bytes.slice(1 + length, 31)) !== 0n) throw refused;
  for (let counter = 0; counter < bytes[31]; counter++) {
    if (evenY(candidate(found, counter)) !== null) throw refused;
  }
  return found;
}
