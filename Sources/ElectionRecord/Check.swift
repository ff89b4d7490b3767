/// The numbered checks of a verification; their ids are stable (spec/verification.md).
public enum Check: Int, CaseIterable, Hashable, Sendable, CustomStringConvertible {
    case log = 1
    case manifest, trusteeKeys, roll, acts, ballots, close, mixes, decryption, opened, outcome, files, receipts

    /// The stable id, `V1` to `V13`.
    public var id: String { "V\(rawValue)" }

    public var description: String { id }

    /// What holds when the check passes, in one sentence.
    public var claim: String {
        switch self {
        case .log: "every entry, tile and checkpoint is one append-only log, signed and witnessed"
        case .manifest: "the manifest defines one election, signed by its officials"
        case .trusteeKeys: "the election key was made by all trustees and was rehearsed"
        case .roll: "every credential on the roll is well formed, distinct and signed by the issuer"
        case .acts: "every act stands in its place and has its signers"
        case .ballots: "every ballot is eligible, once, between opening and close, and proven"
        case .close: "the close counts what the log holds"
        case .mixes: "every mix is a shuffle of its input"
        case .decryption: "every ballot was opened by the threshold of trustees, with proofs"
        case .opened: "every opened ballot is decoded and counted"
        case .outcome: "the rule gives the published outcome"
        case .files: "the published files say what the log says"
        case .receipts: "the receipts' ballots are in the log"
        }
    }
}
