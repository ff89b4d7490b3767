import BallotBox
import Foundation
import Synchronization
import TransparencyLog

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A witness that is asked over HTTP for its cosignatures (C2SP tlog-witness).
public final class WitnessClient: Sendable {
    public let name: String
    private let address: URL
    /// The size that it cosigned last, as far as is known.
    private let known = Mutex(0)

    /// The longest that an answer is waited for, in seconds.
    static let patience = 5.0

    /// `address` is the submission prefix: requests go to `address/add-checkpoint`.
    public init(name: String, address: URL) {
        self.name = name
        self.address = address.appending(path: "add-checkpoint")
    }

    /// The witness's line on the checkpoint; `proof` tells how the log grew from a size to the checkpoint's.
    /// Throws `BoxError` when it refuses or does not answer.
    func cosign(
        _ note: SignedNote, proof: @Sendable (_ from: Int) async throws -> ConsistencyProof
    ) async throws -> SignedNote.Signature {
        let size = try Checkpoint(parsing: note.text).head.size
        for _ in 0..<2 {
            let old = known.withLock { $0 }
            guard old <= size else { throw BoxError("it has cosigned a log of \(old) entries, this one has \(size)") }
            let body = WitnessRequest(oldSize: old, proof: try await proof(old), checkpoint: note)
            var request = URLRequest(url: address, timeoutInterval: Self.patience)
            request.httpMethod = "POST"
            request.httpBody = Data(body.bytes)
            let (data, response) = try await URLSession.shared.data(for: request)
            let text = String(decoding: data.prefix(16_384), as: UTF8.self)
            switch (response as? HTTPURLResponse)?.statusCode ?? 0 {
            case 200:
                known.withLock { $0 = size }
                let signed = try SignedNote(parsing: note.bytes + Array(text.utf8))
                guard let line = signed.signatures.last(where: { $0.name == name }) else {
                    throw BoxError("expected a line by \(name)")
                }
                return line
            case 409:
                guard let held = Int(text.trimmingCharacters(in: .newlines)) else {
                    throw BoxError("expected the size that it holds")
                }
                known.withLock { $0 = held }
            case let code: throw BoxError("it answered \(code): \(text.prefix(200))")
            }
        }
        throw BoxError("it changed its mind about the size that it holds")
    }
}
