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
        let challenge = challenge(
            box, accuser.transportKey, shared, [first, second], dealer: dealer.trustee, accuser: accuser.trustee,
            d1: d1, parameters)
        let key = Equation(
            "transport key", [(.one, first), (challenge, accuser.transportKey)], generator: -response)
        let answer = Equation(
            "shared point", [(.one, second), (challenge, shared), (-response, ephemeral)])
        guard key.holds, answer.holds else { return .accuser }
        guard
            let share = CeremonyRound2.open(
                box, with: shared, accuser.transportKey, dealer: dealer.trustee, recipient: accuser.trustee, d1: d1,
                parameters),
            let image = try? share.timesGenerator()
        else { return .dealer }
        return image == dealer.commitment(to: accuser.trustee) ? .accuser : .dealer
    }

    static func challenge(
        _ box: [UInt8], _ transportKey: Point, _ shared: Point, _ commitments: [Point], dealer: Int, accuser: Int,
        d1: Digest, _ parameters: CeremonyParameters
    ) -> Scalar {
        var transcript = Transcript("dkg-complaint", context: parameters.cid)
        transcript.put("d1", d1.bytes)
        transcript.put("j", UInt32(dealer))
        transcript.put("l", UInt32(accuser))
        transcript.put("box", box)
        transcript.put("L", transportKey)
        transcript.put("S", shared)
        transcript.put("T", commitments)
        return transcript.scalar("c")
    }
}
