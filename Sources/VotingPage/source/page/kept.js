// What stays on the device: the sealed ballot until its receipt is in, then the receipt while the tab is open.
// Neither says what was chosen.
import { fromBase64URL, toBase64URL } from "../crypto/bytes.js";

const place = (election) => `stembus:${election.context}`;

export function keepBallot(election, { ballot, trackingCode, casting }) {
  localStorage.setItem(place(election), JSON.stringify({ ballot: toBase64URL(ballot), trackingCode, casting }));
}

export function keptBallot(election) {
  const text = localStorage.getItem(place(election));
  if (!text) return undefined;
  const { ballot, trackingCode, casting } = JSON.parse(text);
  return { ballot: fromBase64URL(ballot), trackingCode, casting };
}

export const forgetBallot = (election) => localStorage.removeItem(place(election));

export const keepReceipt = (election, receipt) => sessionStorage.setItem(place(election), JSON.stringify(receipt));

export const keptReceipt = (election) => JSON.parse(sessionStorage.getItem(place(election)) ?? "null");

export const forgetReceipt = (election) => sessionStorage.removeItem(place(election));
