import AsyncHTTPClient
import BallotBox
import Foundation
import NIOCore
import Synchronization
import TransparencyLog

/// A witness that is asked over HTTP for its cosignatures (C2SP tlog-witness).
public final class WitnessClient: Sendable {
    public let name: String
    private let address: URL
    /// The size that it cosigned last, as far as is known.
    private let known = Mutex(0)

    /// The longest that a whole answer is waited for.
    private let patience: Duration
    /// Bytes of an answer: a few signature lines.
    static let largestAnswer = 16_384

    /// `address` is the submission prefix: requests go to `address/add-checkpoint`.
    public init(name: String, address: URL, patience: Duration = .seconds(5)) {
        self.name = name
        self.address = address.appending(path: "add-checkpoint")
        self.patience = patience
    }

    /// The witness's line on the checkpoint, which is its key's; `proof` tells how the log grew from a size to the
    /// checkpoint's. Throws `BoxError` when it refuses, lies, or does not answer.
    func cosign(
        _ note: SignedNote, key: VerificationKey, proof: @Sendable (_ from: Int) async throws -> ConsistencyProof
    ) async throws -> SignedNote.Signature {
        let size = try Checkpoint(parsing: note.text).head.size
        for _ in 0..<2 {
            let old = known.withLock { min($0, size) }
            let body = WitnessRequest(oldSize: old, proof: try await proof(old), checkpoint: note).bytes
            let (status, text) = try await answer(to: body)
            switch status {
            case 200:
                let signed = try SignedNote(parsing: note.bytes + Array(text.utf8))
                guard
                    let line = signed.signatures.last(where: key.matches),
                    Cosignature.time(of: line, on: note.text, by: key) != nil
                else { throw BoxError("expected its cosignature, found another answer") }
                known.withLock { $0 = size }
                return line
            case 409:
                guard let held = Int(text.trimmingCharacters(in: .newlines)), held >= 0 else {
                    throw BoxError("expected the size that it holds")
                }
                guard held <= size else {
                    throw BoxError("it has cosigned a log of \(held) entries, this one has \(size)")
                }
                known.withLock { $0 = held }
            default: throw BoxError("it answered \(status): \(text.beginning(200))")
            }
        }
        throw BoxError("it changed its mind about the size that it holds")
    }

    private func answer(to body: [UInt8]) async throws -> (status: UInt, text: String) {
        let address = address.absoluteString
        return try await within(patience, else: BoxError("no answer in \(patience)")) {
            var request = HTTPClientRequest(url: address)
            request.method = .POST
            request.body = .bytes(body)
            let response = try await HTTPClient.shared.execute(request, deadline: .distantFuture)
            let body = try await response.body.collect(upTo: Self.largestAnswer)
            return (response.status.code, String(buffer: body))
        }
    }
}
