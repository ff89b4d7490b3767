// Voting codes and tracking codes in Crockford's base32 (spec/cryptography.md, "Codes").
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** How many symbols a voting code has, the last of which is a check. */
export const codeLength = 20;

/** The symbols of what was typed: upper case, no spaces and dashes, O as 0, I and L as 1. */
export const normalised = (typed) =>
  typed.toUpperCase().replace(/[\s\-‐-―−]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

/** The first character that no code has, or undefined. */
export const stranger = (symbols) => [...symbols].find((symbol) => !alphabet.includes(symbol));

export const grouped = (symbols) => symbols.match(/.{1,4}/gu)?.join("-") ?? "";

/** Whether the 20 symbols fit together: sum of alphaⁱ·d_i = 0 in GF(32). */
export function isCode(symbols) {
  if (symbols.length !== codeLength || stranger(symbols)) return false;
  let sum = 0;
  for (const symbol of [...symbols].reverse()) {
    sum = (sum ^ alphabet.indexOf(symbol)) << 1;
    if (sum >= 32) sum ^= 37;
  }
  return sum === 0;
}

/** The first 80 bits of a leaf hash, printed 4-4-4-4 (spec/log.md, "Receipt"). */
export function trackingCode(leaf) {
  let bits = "";
  for (const byte of leaf.slice(0, 10)) bits += byte.toString(2).padStart(8, "0");
  return grouped(bits.match(/.{5}/g).map((five) => alphabet[parseInt(five, 2)]).join(""));
}

/** How many symbols a tracking code has. */
export const trackingCodeLength = 16;

/** The tracking code in what was typed, as printed; undefined when it is none. */
export function typedTrackingCode(typed) {
  const symbols = normalised(typed);
  return symbols.length === trackingCodeLength && !stranger(symbols) ? grouped(symbols) : undefined;
}
