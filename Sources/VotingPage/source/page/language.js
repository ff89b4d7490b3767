// The resident's language. Another one takes a file in strings/, a line here, and nothing else.
import en from "../../strings/en.json";
import nl from "../../strings/nl.json";
import { device } from "./storage.js";

const languages = { nl, en };
const kept = "stembus:language";

let current = "nl";
let format = { currency: "EUR", scale: 1, timeZone: "UTC" };

/** The languages that both the page and the election have; the page's while the election is not there yet. */
export const offered = (election) =>
  (election?.languages ?? Object.keys(languages)).filter((language) => language in languages);

export const language = () => current;

export const nameOf = (language) => languages[language]["language.name"];

/** The one chosen before, else the first of the browser's that is offered, else the first that is offered. */
export function preferred(election) {
  const wishes = [device.get(kept), ...navigator.languages.map((wish) => wish.split("-")[0])];
  return wishes.find((wish) => offered(election).includes(wish)) ?? offered(election)[0] ?? "en";
}

export function speak(language, election) {
  current = language;
  if (election) format = { currency: election.currency, scale: election.scale, timeZone: election.time_zone };
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language]["language.direction"];
  if (election) document.body.dataset.title = local(election.title);
}

export const remember = (language) => device.set(kept, language);

/** How dates, numbers and amounts are written. */
const locale = () => languages[current]["language.locale"];

/** The text called `key`, with {name}s filled in. A text with forms takes the one for `values.n`. */
export function t(key, values = {}) {
  let text = languages[current][key];
  if (typeof text === "object") text = text[new Intl.PluralRules(current).select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The election's own text in this language, or in its first. */
export const local = (texts) => texts[current] ?? Object.values(texts)[0];

export function money(amount) {
  const digits = Math.round(Math.log10(format.scale));
  return new Intl.NumberFormat(locale(), {
    style: "currency", currency: format.currency, minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(amount / format.scale);
}

export const moment = (time) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeStyle: "short", timeZone: format.timeZone })
    .format(new Date(time));

export const sorted = (items, name) =>
  [...items].sort((left, right) => name(left).localeCompare(name(right), current));
