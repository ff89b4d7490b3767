// The published folder, read by a page that came with it: over HTTP, or from files that the reader hands over.

/** Files that the reader has yet to hand over, by their paths in the folder. */
export class Wanted extends Error {
  constructor(paths) {
    super(`files wanted: ${paths.join(", ")}`);
    this.paths = paths;
  }
}

const patience = 60_000;

/** The server can't be reached, or fails. */
export class NoAnswer extends Error {}

/** The folder beside the page. `root` leads from the page to the folder's top. */
export class ServedFolder {
  /** A log of at most this many leaves is fetched whole to say that a ballot is not there: 2 MB. */
  mostLeaves = 65_536;
  #root;
  #files = new Map();

  constructor(root) {
    this.#root = root;
  }

  /** The file's bytes; undefined when there is none. */
  read(path) {
    if (!this.#files.has(path)) this.#files.set(path, this.#fetched(path));
    return this.#files.get(path);
  }

  readAll(paths) {
    return Promise.all(paths.map((path) => this.read(path)));
  }

  async #fetched(path) {
    let response;
    try {
      response = await fetch(this.#root + path, {
        cache: "no-cache", credentials: "omit", signal: AbortSignal.timeout(patience),
      });
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
    } catch {
      throw new NoAnswer(path);
    }
    if (response.status === 404 || response.status === 410) return undefined;
    throw new NoAnswer(`${path}: ${response.status}`);
  }
}

/** The files that the reader has dropped or chosen. */
export class ChosenFolder {
  /** Whether a file that is not found is not there. */
  isWhole = false;
  #files = new Map();

  /** Takes a whole folder: files with their paths in it. Returns whether it has a log's checkpoint. */
  takeFolder(files) {
    const tops = files.filter(({ path }) => /(^|\/)checkpoint$/.test(path)).map(({ path }) => path.slice(0, -10));
    const top = tops.sort((left, right) => left.length - right.length)[0];
    if (top === undefined) return false;
    this.#files.clear();
    for (const { path, file } of files) if (path.startsWith(top)) this.#files.set(path.slice(top.length), file);
    this.isWhole = true;
    return true;
  }

  /** All leaves are read, once they are all there. */
  get mostLeaves() {
    return this.isWhole ? Infinity : 0;
  }

  /** Takes one file for the path. */
  take(path, file) {
    this.#files.set(path, file);
  }

  /** Whether there are files that came one by one. */
  get isBegun() {
    return !this.isWhole && this.#files.size > 0;
  }

  /** Forgets files that came one by one: one of them was not what it should be. */
  forgetLoose() {
    if (!this.isWhole) this.#files.clear();
  }

  async read(path) {
    return (await this.readAll([path]))[0];
  }

  /** As above for several; throws `Wanted` with all that the reader has yet to hand over. */
  async readAll(paths) {
    const wanted = paths.filter((path) => !this.#files.has(path));
    if (wanted.length > 0 && !this.isWhole) throw new Wanted(wanted);
    return Promise.all(paths.map(async (path) => {
      const file = this.#files.get(path);
      return file && new Uint8Array(await file.arrayBuffer());
    }));
  }
}
