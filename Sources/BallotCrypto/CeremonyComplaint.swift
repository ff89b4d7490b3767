import Wire

/// Who is to blame for a share that does not fit (spec/cryptography.md, "Complaints"). Every complaint restarts the
/// ceremony with fresh secrets, whatever the judgement.
public enum CeremonyComplaint {
    public enum Guilty: Hashable, Sendable {
        case dealer
        case accuser
    }

    public static let count = 3 * Point.compressedCount + Scalar.count

    /// Judges the complaint `S || T1 || T2 || s` of `accuser` about the dealer's box.
    public static func judge(
        _ complaint: [UInt8], box: [UInt8], dealer: CeremonyRound1, accuser: CeremonyRound1, d1: Digest,
        _ parameters: CeremonyParameters
    ) -> Guilty {
        guard box.count == CeremonyRound2.boxCount,
            let ephemeral = try? Point(compressed: box[..<Point.compressedCount])
        else { return .dealer }
        guard complaint.count == count,
            let shared = try? Point(compressed: complaint[..<33]),
            let first = try? Point(compressed: complaint[33..<66]),
            let second = try? Point(compressed: complaint[66..<99]),
            let response = try? Scalar(decoding: complaint[99...])
        else { return .accuser }
        var transcript = transcript(
            box, accuser.transportKey, shared, dealer: dealer.trustee, accuser: accuser.trustee, d1: d1, parameters)
        let challenge = transcript.challenge([first, second])
        let key = Equation(
            "transport key", [(.one, first), (challenge, accuser.transportKey)], generator: -response)
        let answer = Equation(
            "shared point", [(.one, second), (challenge, shared), (-response, ephemeral)])
        guard key.holds, answer.holds else { return .accuser }
        guard
            let share = CeremonyRound2.open(
                box, with: shared, accuser.transportKey, dealer: dealer.trustee, recipient: accuser.trustee, d1: d1,
                parameters)
        else { return .dealer }
        return (try? share.timesGenerator()) == dealer.commitment(to: accuser.trustee) ? .accuser : .dealer
    }

    /// The transcript up to the commitments T.
    static func transcript(
        _ box: [UInt8], _ transportKey: Point, _ shared: Point, dealer: Int, accuser: Int, d1: Digest,
        _ parameters: CeremonyParameters
    ) -> Transcript {
        var transcript = Transcript("dkg-complaint", context: parameters.cid)
        transcript.put("d1", d1.bytes)
        transcript.put("j", UInt32(dealer))
        transcript.put("l", UInt32(accuser))
        transcript.put("box", box)
        transcript.put("L", transportKey)
        transcript.put("S", shared)
        return transcript
    }
}
