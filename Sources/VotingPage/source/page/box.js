// The ballot box's HTTP interface (spec/box.md).

/** A refusal: the box answered, and asking again won't help. */
export class Refused extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** No answer, or none yet: ask again with the same bytes after `seconds`. */
export class NoAnswer extends Error {
  constructor(seconds) {
    super("no answer");
    this.seconds = seconds;
  }
}

const patience = 60_000;

async function answer(path, body) {
  let response;
  const octets = { "Content-Type": "application/octet-stream" };
  try {
    response = await fetch(path, {
      method: body ? "POST" : "GET", body, headers: body ? octets : {}, cache: "no-store", credentials: "omit",
      redirect: "error", signal: AbortSignal.timeout(patience),
    });
    if (response.ok) return await (path.includes("/receipts/") ? response.text() : response.json());
  } catch {
    throw new NoAnswer();
  }
  const passing = response.status >= 500 || response.status === 429 || response.status === 408;
  if (passing) throw new NoAnswer(Number(response.headers.get("Retry-After")) || undefined);
  const { error, message } = await response.json().catch(() => ({ error: "unknown", message: "" }));
  throw new Refused(error, message);
}

export const election = () => answer("/v1/election");
/** {district, standing} of the credential with these public keys. */
export const eligibility = (keys) => answer("/v1/eligibility", keys);
/** {index, tracking_code, receipt}; the same ballot again gets the same. */
export const cast = (ballot) => answer("/v1/ballots", ballot);
/** The receipt of a tracking code. */
export const receipt = (code) => answer(`/v1/receipts/${code}`);
