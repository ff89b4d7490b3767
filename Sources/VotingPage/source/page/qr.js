// QR codes (ISO/IEC 18004) of texts in bytes, error correction level L or M, versions 1 to 20.
import { ascii } from "../crypto/bytes.js";
import { svg } from "./dom.js";

// For each version: error correction bytes a block and number of blocks.
const blocks = {
  L: [[7, 1], [10, 1], [15, 1], [20, 1], [26, 1], [18, 2], [20, 2], [24, 2], [30, 2], [18, 4], [20, 4], [24, 4],
    [26, 4], [30, 4], [22, 6], [24, 6], [28, 6], [30, 6], [28, 7], [28, 8]],
  M: [[10, 1], [16, 1], [26, 1], [18, 2], [24, 2], [16, 4], [18, 4], [22, 4], [22, 5], [26, 5], [30, 5], [22, 8],
    [22, 9], [24, 9], [24, 10], [28, 10], [28, 11], [26, 13], [26, 14], [26, 16]],
};
const levelBits = { L: 1, M: 0 };

const sizeOf = (version) => 17 + 4 * version;

function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((sizeOf(version) - 13) / (2 * count - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => sizeOf(version) - 7 - step * (count - 2 - i))];
}

/** Modules that are free for data and error correction. */
function capacity(version) {
  const count = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const aligned = count === 0 ? 0 : (25 * count - 10) * count - 55;
  return (16 * version + 128) * version + 64 - aligned - (version >= 7 ? 36 : 0);
}

const total = (version) => capacity(version) >> 3;
const dataLength = (version, level) => total(version) - blocks[level][version - 1].reduce((a, b) => a * b);

function product(left, right) {
  let result = 0;
  for (let bit = 7; bit >= 0; bit--) {
    result = (result << 1) ^ ((result >> 7) * 0x11d);
    if ((right >> bit) & 1) result ^= left;
  }
  return result;
}

function divisor(degree) {
  const result = [...new Array(degree - 1).fill(0), 1];
  for (let i = 0, root = 1; i < degree; i++, root = product(root, 2)) {
    for (let j = 0; j < degree; j++) {
      result[j] = product(result[j], root) ^ (result[j + 1] ?? 0);
    }
  }
  return result;
}

function remainder(data, divisor) {
  const result = new Array(divisor.length).fill(0);
  for (const byte of data) {
    const factor = byte ^ result.shift();
    result.push(0);
    divisor.forEach((term, i) => (result[i] ^= product(term, factor)));
  }
  return result;
}

/** The text in byte mode, padded to the version's length. */
function padded(bytes, version, level) {
  const bits = [];
  const put = (value, length) => {
    for (let bit = length - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  const room = dataLength(version, level) * 8;
  put(0, Math.min(4, room - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let filler = 0xec; bits.length < room; filler ^= 0xec ^ 0x11) put(filler, 8);
  return Array.from({ length: room / 8 }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8).join(""), 2));
}

/** Data and error correction of all blocks, interleaved. */
function interleaved(data, version, level) {
  const [correction, count] = blocks[level][version - 1];
  const short = Math.floor(total(version) / count) - correction;
  const shorts = count - (total(version) % count);
  const generator = divisor(correction);
  let at = 0;
  const parts = Array.from({ length: count }, (_, i) => {
    const part = data.slice(at, (at += short + (i < shorts ? 0 : 1)));
    return { part, check: remainder(part, generator) };
  });
  const column = (key, length) =>
    Array.from({ length }, (_, i) => parts.map((block) => block[key][i])).flat().filter((byte) => byte !== undefined);
  return [...column("part", short + 1), ...column("check", correction)];
}

const masks = [
  (x, y) => (x + y) % 2 === 0, (_, y) => y % 2 === 0, (x) => x % 3 === 0, (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0, (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** `value` with its BCH remainder behind it. */
function corrected(value, length, generator) {
  let rest = value;
  for (let i = 0; i < length; i++) rest = (rest << 1) ^ ((rest >> (length - 1)) * generator);
  return (value << length) | rest;
}

class Drawing {
  constructor(version) {
    this.size = sizeOf(version);
    this.dark = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    this.fixed = Array.from({ length: this.size }, () => new Array(this.size).fill(false));
    for (let i = 0; i < this.size; i++) {
      this.set(6, i, i % 2 === 0);
      this.set(i, 6, i % 2 === 0);
    }
    const far = this.size - 4;
    for (const [x, y] of [[3, 3], [far, 3], [3, far]]) this.rings(x, y, 4, (d) => d !== 2 && d !== 4);
    const places = alignments(version);
    const last = places.length - 1;
    places.forEach((x, i) => places.forEach((y, j) => {
      const corner = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
      if (!corner) this.rings(x, y, 2, (d) => d !== 1);
    }));
    this.format(0);
    if (version >= 7) this.version(version);
  }

  set(x, y, dark) {
    this.dark[y][x] = dark;
    this.fixed[y][x] = true;
  }

  rings(cx, cy, radius, isDark) {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const [x, y] = [cx + dx, cy + dy];
        if (x >= 0 && y >= 0 && x < this.size && y < this.size) {
          this.set(x, y, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
        }
      }
    }
  }

  format(value) {
    const bits = corrected(value, 10, 0x537) ^ 0x5412;
    const bit = (i) => Boolean((bits >> i) & 1);
    for (let i = 0; i < 6; i++) this.set(8, i, bit(i));
    this.set(8, 7, bit(6));
    this.set(8, 8, bit(7));
    this.set(7, 8, bit(8));
    for (let i = 9; i < 15; i++) this.set(14 - i, 8, bit(i));
    for (let i = 0; i < 8; i++) this.set(this.size - 1 - i, 8, bit(i));
    for (let i = 8; i < 15; i++) this.set(8, this.size - 15 + i, bit(i));
    this.set(8, this.size - 8, true);
  }

  version(value) {
    const bits = corrected(value, 12, 0x1f25);
    for (let i = 0; i < 18; i++) {
      const [far, near] = [this.size - 11 + (i % 3), Math.floor(i / 3)];
      this.set(far, near, Boolean((bits >> i) & 1));
      this.set(near, far, Boolean((bits >> i) & 1));
    }
  }

  /** Upwards and downwards by turns, in columns of two from the right, past the timing column. */
  fill(bytes) {
    let bit = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      const upward = ((right + 1) & 2) === 0;
      for (let step = 0; step < this.size; step++) {
        const y = upward ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (this.fixed[y][x] || bit >= bytes.length * 8) continue;
          this.dark[y][x] = Boolean((bytes[bit >> 3] >> (7 - (bit & 7))) & 1);
          bit++;
        }
      }
    }
  }

  mask(rule) {
    for (let y = 0; y < this.size; y++) {
      for (let x = 0; x < this.size; x++) if (!this.fixed[y][x] && rule(x, y)) this.dark[y][x] = !this.dark[y][x];
    }
  }

  /** How hard a camera would find it: runs, blocks, false finder patterns, more dark than light. */
  get penalty() {
    const rows = this.dark.map((row) => row.map(Number).join(""));
    const columns = rows.map((_, x) => rows.map((row) => row[x]).join(""));
    let sum = 0;
    for (const line of [...rows, ...columns]) {
      for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
      sum += 40 * [...line.matchAll(/(?=00001011101|10111010000)/g)].length;
    }
    for (let y = 1; y < this.size; y++) {
      for (let x = 1; x < this.size; x++) {
        const square = rows[y - 1].slice(x - 1, x + 1) + rows[y].slice(x - 1, x + 1);
        if (square === "0000" || square === "1111") sum += 3;
      }
    }
    const share = (rows.join("").replaceAll("0", "").length * 20) / this.size ** 2;
    return sum + 10 * Math.max(0, Math.ceil(Math.abs(share - 10)) - 1);
  }
}

/** The rows of the QR code of a text, true for dark. Throws `RangeError` when the text is too long. */
export function modules(text, level) {
  const bytes = ascii(text);
  const versions = Array.from({ length: 20 }, (_, i) => i + 1);
  const version = versions.find((version) => bytes.length + (version < 10 ? 2 : 3) <= dataLength(version, level));
  if (!version) throw new RangeError("too long for a QR code");
  const drawing = new Drawing(version);
  drawing.fill(interleaved(padded(bytes, version, level), version, level));
  const choices = masks.map((rule, i) => {
    drawing.format((levelBits[level] << 3) | i);
    drawing.mask(rule);
    const { penalty } = drawing;
    drawing.mask(rule);
    return { rule, i, penalty };
  });
  const best = choices.reduce((left, right) => (right.penalty < left.penalty ? right : left));
  drawing.format((levelBits[level] << 3) | best.i);
  drawing.mask(best.rule);
  return drawing.dark;
}

/** The QR code as a picture with a quiet zone, black on white in every colour scheme. */
export function picture(text, label, level = "M") {
  const rows = modules(text, level);
  const size = rows.length + 8;
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : []))).join("");
  return svg("svg", { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label },
    svg("rect", { width: size, height: size, fill: "#fff" }), svg("path", { d: path, fill: "#000" }));
}
