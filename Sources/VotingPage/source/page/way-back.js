// The browser's own way back: from step to step while the ballot is filled in, and elsewhere out of the page.

/** How far each step is from where the history begins. The others don't move in it: what was done can't be undone. */
const depths = { code: 0, closed: 0, finished: 0, choose: 1, review: 2, sealed: 3 };
const there = ["code", "choose", "review", "sealed"];

const depth = () => history.state?.depth;

export class WayBack {
  #step;
  #depth = 0;
  #rewinding = false;

  /** `follow` is called with the step that the browser's buttons lead to. */
  constructor(follow) {
    this.#mark();
    window.addEventListener("popstate", () => {
      // An entry without a depth is a link's; what it brought comes by another way.
      if (depth() === undefined) return;
      this.#depth = depth();
      if (this.#rewinding) return this.#move();
      const here = depths[this.#step];
      if (here !== undefined && here !== this.#depth) follow(there[this.#depth]);
    });
  }

  /** Brings the history in line with the step that is shown. */
  at(step) {
    this.#step = step;
    this.#mark();
    if (!this.#rewinding) this.#move();
  }

  #mark() {
    if (depth() === undefined) history.replaceState({ depth: this.#depth }, "");
    this.#depth = depth();
  }

  /** Back one entry at a time, each when the last one is there, so that it never goes beyond what it looks for. */
  #move() {
    const wanted = depths[this.#step] ?? this.#depth;
    this.#rewinding = this.#depth > wanted;
    if (this.#rewinding) history.back();
    if (this.#depth < wanted) history.pushState({ depth: this.#depth = wanted }, "");
  }
}
