// One resident's visit. Codes, keys and choices live here alone, in memory; what is kept on the device is in kept.js.
import { seal } from "../crypto/ballot.js";
import { fromHex } from "../crypto/bytes.js";
import { trackingCode } from "../crypto/codes.js";
import { leafHash } from "../crypto/tree.js";
import { elementsOf } from "../election/selection.js";
import {
  beginCasting, forgetBallot, forgetReceipt, giveUp, keepBallot, keepReceipt, keptBallot, keptReceipt,
} from "./kept.js";

/** A copy in an order that nobody chose. */
function shuffled(items) {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const [random] = crypto.getRandomValues(new Uint32Array(1));
    const j = random % (i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

export class Session {
  codes = ["", ""];
  filters = { search: "", theme: "", sort: "shuffled" };
  /** Whether the browser keeps the sealed ballot when the tab is closed. */
  kept = true;

  constructor(election) {
    this.election = election;
    this.sealed = keptBallot(election);
    this.receipt = keptReceipt(election);
  }

  /** The codes were good: from here on the district's ballot is filled in, and the codes are gone. */
  enter(credentials, districtID) {
    const { districts, contests } = this.election;
    this.codes = ["", ""];
    this.credentials = credentials;
    this.district = districts.find(({ id }) => id === districtID);
    this.contests = this.district.contests.map((id) => contests.find((contest) => contest.id === id));
    this.picks = new Map(this.contests.map(({ id }) => [id, new Set()]));
    this.shuffled = new Map(this.contests.map(({ id, projects }) => [id, shuffled(projects)]));
  }

  async seal() {
    const { election, contests, credentials } = this;
    const { ballot, randomness } = await seal({
      context: fromHex(election.context), electionKey: fromHex(election.election_key), credentials,
      district: election.districts.indexOf(this.district), elements: elementsOf(contests, this.picks),
    });
    this.sealed = { ballot, randomness, trackingCode: trackingCode(await leafHash(ballot)) };
    this.opened = undefined;
    this.kept = keepBallot(election, this.sealed);
  }

  /** The sealed ballot will be cast: from here on nobody can open it. Returns the step that follows. */
  async commit() {
    const { ballot, trackingCode } = this.sealed;
    if (!(await beginCasting(this.election, trackingCode))) return this.missing(trackingCode);
    this.sealed = { ballot, trackingCode, casting: true };
    this.leave();
    return "casting";
  }

  /** The sealed ballot will be checked: from here on it can't be cast. Returns the step that follows. */
  async open() {
    const given = this.sealed;
    const fate = await giveUp(this.election, given.trackingCode);
    if (fate === "casting") return this.commit();
    if (fate === "gone") return this.missing(given.trackingCode);
    this.opened = given;
    this.sealed = undefined;
    return "check";
  }

  /** The sealed ballot is thrown away. Returns the step that follows: `next`, unless another tab is casting it. */
  async discard(next) {
    if ((await giveUp(this.election, this.sealed.trackingCode)) === "casting") return this.commit();
    this.sealed = undefined;
    return next;
  }

  /** Another tab has opened the sealed ballot, thrown it away, or cast it to the end. */
  missing(trackingCode) {
    this.sealed = undefined;
    this.problem = { title: "sealed.gone.title", text: "sealed.gone", trackingCode };
    return "problem";
  }

  /** The choice is no longer at hand. */
  leave() {
    this.credentials = undefined;
    this.picks = undefined;
  }

  /** The sealed ballot has been cast to its end, good or bad. */
  settle() {
    forgetBallot(this.election, this.sealed.trackingCode);
    this.sealed = undefined;
  }

  keep(receipt) {
    this.receipt = receipt;
    keepReceipt(this.election, receipt);
    this.settle();
  }

  finish() {
    this.receipt = undefined;
    forgetReceipt(this.election);
  }
}
