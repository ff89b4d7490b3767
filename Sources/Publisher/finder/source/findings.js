// What an examination finds: the steps it took, and the answer that ends it.

/** The end of an examination: the answer, what it needs to be told, and the step that decided it, if it has one. */
export class Conclusion {
  constructor(answer, values = {}, steps = []) {
    this.answer = answer;
    this.values = values;
    this.steps = steps;
  }
}

const damage = (step, values) =>
  new Conclusion("damaged", { path: values.path }, [{ step, result: "fails", values }]);

/** A file of the folder that is not there. */
export const missing = (path) => damage("missing", { path });

/** A file of the folder that is not what it should be. Of `reason`, a key of the words, `values` are what it names. */
export const damaged = (path, reason, values) => damage("file", { ...values, path, reason });

/** What `read` makes of the file at `path`. Throws the folder's damage, for that reason, when it can't. */
export async function understood(path, read, reason = "form") {
  try {
    return await read();
  } catch (failure) {
    throw failure instanceof Error ? damaged(path, reason) : failure;
  }
}
