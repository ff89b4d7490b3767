// The keys of the election, and what they signed.
import { cosignatureKey, signatureKey, verifiedNote } from "./notes.js";

/** The log's key and the witnesses', as a page names them. Throws for a key that nobody should have. */
export async function keysOf({ log_key, witnesses }) {
  return { log: await signatureKey(log_key), witnesses: await Promise.all(witnesses.map(cosignatureKey)) };
}

/** The witnesses that cosigned a checkpoint's note: {name, time}. Throws unless the log signed it. */
export async function cosigners(note, { log, witnesses }) {
  const { signers } = await verifiedNote(note, [log, ...witnesses]);
  if (!signers.has(log.name)) throw new Error(`expected a signature of ${log.name}, found none`);
  return witnesses.filter(({ name }) => signers.has(name)).map(({ name }) => ({ name, time: signers.get(name) }));
}
