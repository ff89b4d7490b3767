// The ballot box's HTTP interface (spec/box.md).

/** A refusal in the box's own words: asking again won't help. */
export class Refused extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/**
 * No answer of the box, or none yet: ask again with the same bytes, after `seconds` where the box said so. `busy` when
 * somebody answered that there is too much to do.
 */
export class NoAnswer extends Error {
  constructor({ busy = false, seconds } = {}) {
    super("no answer");
    this.busy = busy;
    this.seconds = seconds;
  }
}

const patience = 60_000;
const types = { json: "application/json", text: "text/plain", arrayBuffer: "application/octet-stream" };
/** Every refusal that spec/box.md names. Whatever else answers is somebody between the page and the box. */
const refusals = new Set([
  "malformed", "not-proven", "unknown-code", "used-code", "revoked-code", "not-open", "too-large", "refused", "not-found",
]);

async function answer(path, as, body) {
  const octets = { "Content-Type": types.arrayBuffer };
  let response, refusal;
  try {
    response = await fetch(path, {
      method: body ? "POST" : "GET", body, headers: body ? octets : {}, cache: "no-store", credentials: "omit",
      redirect: "error", signal: AbortSignal.timeout(patience),
    });
    const type = response.headers.get("Content-Type") ?? "";
    if (response.ok && type.startsWith(types[as])) return await response[as]();
    refusal = response.ok ? undefined : await response.json().catch(() => undefined);
  } catch {
    throw new NoAnswer();
  }
  const busy = response.status === 429 || response.status === 503;
  const passing = response.status >= 500 || busy || response.status === 408;
  if (!passing && refusals.has(refusal?.error)) throw new Refused(refusal.error, refusal.message);
  throw new NoAnswer({ busy, seconds: Number(response.headers.get("Retry-After")) || undefined });
}

export const election = () => answer("/v1/election", "json");
/** {district, standing} of the credential with these public keys. */
export const eligibility = (keys) => answer("/v1/eligibility", "json", keys);
/** {index, tracking_code, receipt}; the same ballot again gets the same. */
export const cast = (ballot) => answer("/v1/ballots", "json", ballot);
/** The receipt of a tracking code. */
export const receipt = (code) => answer(`/v1/receipts/${code}`, "text");
/** The bytes of a tile of the log. */
export const tile = async (path) => new Uint8Array(await answer(`/log/${path}`, "arrayBuffer"));
