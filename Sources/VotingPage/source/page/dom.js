// Elements, without a string that becomes markup: the page's policy allows none (Trusted Types).

/**
 * An element. In `traits`, `on` holds listeners, true and false switch an attribute, undefined leaves it out; the rest
 * are attributes. Children are elements, texts, or lists of them.
 */
export function el(name, traits = {}, ...children) {
  return filled(document.createElement(name), traits, children);
}

export const svg = (name, traits = {}, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", name), traits, children);

function filled(element, { on = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== false));
  return element;
}

export const button = (id, label, click, look = "primary") =>
  el("button", { id, type: "button", class: look, on: { click } }, label);

let working = false;

/** A button whose work takes a while: until it is done, neither this one nor another such button takes a click. */
export const worker = (id, label, work, look) => button(id, label, async ({ currentTarget }) => {
  if (working) return;
  working = currentTarget.disabled = true;
  try {
    await work(currentTarget);
  } finally {
    working = currentTarget.disabled = false;
  }
}, look);

/** Shows a step: its content takes main's place, and its heading the focus, so that a screen reader goes along. */
export function show(step, heading, ...content) {
  const main = document.querySelector("main");
  const title = el("h1", { tabindex: "-1" }, heading);
  main.dataset.step = step;
  main.replaceChildren(...[title, ...content].flat(Infinity).filter(Boolean));
  document.title = `${heading} · ${document.body.dataset.title ?? "Stembus"}`;
  window.scrollTo(0, 0);
  title.focus({ preventScroll: true });
}

/** Offers bytes or text as a file to keep. */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
