// The page's words. Another language takes a file in strings/ and a line here.
import en from "../strings/en.json";
import nl from "../strings/nl.json";

const languages = { nl, en };
let current = "en";

export function speak(language) {
  if (language in languages) current = language;
}

/** The text called `key`, with {name}s filled in. A text with forms takes the one for `values.n`. */
export function t(key, values = {}) {
  let text = languages[current][key];
  if (typeof text === "object") text = text[new Intl.PluralRules(current).select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
}

const trackingCode = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/g;

/** A number in the language's form; a text whose tracking codes do not break at their dashes. */
const shown = (value) => typeof value === "number"
  ? new Intl.NumberFormat(current).format(value)
  : value.replace(trackingCode, (code) => code.replaceAll("-", "\u2011"));

/** A time in seconds since 1970. */
export function moment(seconds) {
  const format = { dateStyle: "long", timeStyle: "short", timeZone: "UTC" };
  return `${new Intl.DateTimeFormat(current === "en" ? "en-GB" : current, format).format(seconds * 1000)} UTC`;
}

export const listed = (items) => new Intl.ListFormat(current, { type: "conjunction" }).format(items);
