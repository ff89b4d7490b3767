// One resident's visit. Codes, keys and choices live here alone, in memory; what is kept on the device is in kept.js.
import { seal } from "../crypto/ballot.js";
import { fromHex } from "../crypto/bytes.js";
import { trackingCode } from "../crypto/codes.js";
import { leafHash } from "../crypto/tree.js";
import { elementsOf } from "../election/selection.js";
import { forgetBallot, keepBallot, keepReceipt, keptBallot, keptReceipt } from "./kept.js";

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
    keepBallot(election, { ...this.sealed, casting: false });
  }

  /** The sealed ballot will be cast: from here on nobody can open it. */
  commit() {
    this.sealed = { ballot: this.sealed.ballot, trackingCode: this.sealed.trackingCode, casting: true };
    this.credentials = undefined;
    this.picks = undefined;
    keepBallot(this.election, this.sealed);
  }

  /** The sealed ballot will be checked: from here on it can't be cast. */
  open() {
    this.opened = this.sealed;
    this.discard();
  }

  discard() {
    this.sealed = undefined;
    forgetBallot(this.election);
  }

  keep(receipt) {
    this.receipt = receipt;
    keepReceipt(this.election, receipt);
    this.discard();
  }
}
