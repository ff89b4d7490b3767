// What stays on the device: a sealed ballot until its receipt is in, then the receipt while the tab is open.
// Neither says what was chosen. Every ballot has a place of its own, so that two tabs, or two residents who share a
// device, never lose or cast each other's.
import { fromBase64URL, toBase64URL } from "../crypto/bytes.js";
import { device, tab } from "./storage.js";

const election = ({ context }) => `stembus:${context}`;
const place = (described, trackingCode) => `${election(described)}:${trackingCode}`;
const mine = (described) => `${election(described)}:mine`;

/** Keeps the ballot as this tab's. Returns whether it outlives the tab. */
export function keepBallot(described, { ballot, trackingCode, casting = false }) {
  tab.set(mine(described), trackingCode);
  return device.set(place(described, trackingCode), JSON.stringify({ ballot: toBase64URL(ballot), casting }));
}

function ballotAt(described, trackingCode) {
  try {
    const { ballot, casting } = JSON.parse(device.get(place(described, trackingCode)));
    return { ballot: fromBase64URL(ballot), trackingCode, casting };
  } catch {
    return undefined;
  }
}

/** The ballot that a visit goes on with: the one of this tab, else one that was being cast, else any. */
export function keptBallot(described) {
  const ballots = device.keys()
    .filter((key) => key.startsWith(place(described, "")))
    .map((key) => ballotAt(described, key.slice(place(described, "").length)))
    .filter(Boolean);
  return ballots.find(({ trackingCode }) => trackingCode === tab.get(mine(described)))
    ?? ballots.find(({ casting }) => casting) ?? ballots[0];
}

/** Does the work while no other tab does such work. Where the browser has no locks, or refuses them, at once. */
async function alone(described, work) {
  let begun = false;
  try {
    return await navigator.locks.request(election(described), () => {
      begun = true;
      return work();
    });
  } catch (failure) {
    if (begun) throw failure;
    return work();
  }
}

/** Marks the ballot as being cast: no tab opens it any more. False when a tab has opened it, or thrown it away. */
export const beginCasting = (described, trackingCode) => alone(described, () => {
  const ballot = ballotAt(described, trackingCode);
  if (ballot) keepBallot(described, { ...ballot, casting: true });
  return Boolean(ballot);
});

/** Gives the ballot up, so that no tab casts it: "given-up". It stays when one is "casting" it, or it is "gone" already. */
export const giveUp = (described, trackingCode) => alone(described, () => {
  const ballot = ballotAt(described, trackingCode);
  if (ballot?.casting) return "casting";
  forgetBallot(described, trackingCode);
  return ballot ? "given-up" : "gone";
});

export function forgetBallot(described, trackingCode) {
  device.remove(place(described, trackingCode));
  tab.remove(mine(described));
}

export const keepReceipt = (described, receipt) => tab.set(election(described), JSON.stringify(receipt));

export const keptReceipt = (described) => JSON.parse(tab.get(election(described)) ?? "null");

export const forgetReceipt = (described) => tab.remove(election(described));
