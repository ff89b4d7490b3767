// What an examination finds: the steps it took, and the answer that ends it.

/** The end of an examination: the answer, what it needs to be told, and the step that decided it, if it has one. */
export class Conclusion {
  constructor(answer, values = {}, steps = []) {
    this.answer = answer;
    this.values = values;
    this.steps = steps;
  }
}

/** A file of the folder that is not what it should be, or, with no reason, is not there. */
export const damaged = (path, reason) =>
  new Conclusion("damaged", { path }, [{ step: reason ? "file" : "missing", result: "fails", values: { path, reason } }]);

/** What `read` makes of the file at `path`. Throws the folder's damage when it can't. */
export async function understood(path, read) {
  try {
    return await read();
  } catch (failure) {
    throw failure instanceof Error ? damaged(path, failure.message) : failure;
  }
}
