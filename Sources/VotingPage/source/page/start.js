// How both pages begin: a language, the election's description, and somebody to tell when anything goes wrong.
import { broken, insecure, unreachable } from "../steps/trouble.js";
import { NoAnswer, election as describe } from "./box.js";
import { frame, redraw } from "./frame.js";
import { preferred, speak } from "./language.js";
import { pause } from "./pause.js";

const pauseSeconds = 5;

/** The election's description. Asks until the box answers. */
async function described() {
  let waiting;
  const tell = () => {
    frame(undefined, tell);
    unreachable(() => waiting.wake());
  };
  for (;;) {
    try {
      return await describe();
    } catch (failure) {
      if (!(failure instanceof NoAnswer)) throw failure;
      if (!waiting) tell();
      waiting = pause(failure.seconds ?? pauseSeconds);
      await waiting.over;
    }
  }
}

/** The skip link moves the focus alone: as a link it would be a place of its own in the browser's history. */
function skip(event) {
  event.preventDefault();
  const main = document.querySelector("main");
  main.focus();
  main.scrollIntoView();
}

/** What nobody has caught is told, with a way to go on from where the resident was. */
function watch() {
  const tell = (error) => broken(error?.message ?? String(error), redraw);
  window.addEventListener("unhandledrejection", ({ reason }) => tell(reason));
  window.addEventListener("error", ({ error }) => error && tell(error));
}

/** Begins the page: `open` is called with the election. */
export async function start(open) {
  watch();
  document.querySelector("#skip").addEventListener("click", skip);
  speak(preferred());
  const election = await described();
  speak(preferred(election), election);
  if (crypto.subtle) return open(election);
  const tell = () => {
    frame(election, tell);
    insecure();
  };
  tell();
}
