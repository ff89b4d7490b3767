// The page's words. Another language takes a file in strings/ and a line here.
import en from "../strings/en.json";
import nl from "../strings/nl.json";

const languages = { nl, en };
let current = "en";
let timeZone;

/** Has the page speak the election's language, and tell its time. */
export function speak({ language, time_zone }) {
  if (language in languages) current = language;
  timeZone = time_zone;
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

/** A time in seconds since 1970, in the zone of all the pages; where that is UTC it says so. */
export function moment(seconds) {
  const format = { dateStyle: "long", timeStyle: "short", timeZone };
  const told = new Intl.DateTimeFormat(current === "en" ? "en-GB" : current, format).format(seconds * 1000);
  return timeZone === "UTC" ? `${told} UTC` : told;
}

export const listed = (items) => new Intl.ListFormat(current, { type: "conjunction" }).format(items);
