import BallotBox
import Dispatch
import Foundation
import Synchronization
import TransparencyLog
import Wire

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A ballot box that serves the election: who else has acts or ballots sends them there (spec/box.md).
struct ServingBox: Sendable {
    private let address: URL

    /// How often the same request is sent while the box has no answer, and how long an answer is waited for in seconds.
    private static let attempts = 30
    private static let patience = 60.0

    /// Throws `Complaint` unless the text is an https address, or an http one on this machine.
    init(_ text: String) throws {
        guard let address = URL(string: text), let host = address.host(),
            address.scheme == "https"
                || address.scheme == "http" && ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
        else { throw Complaint("--box: expected an address that begins with https://, found \(text)", status: 64) }
        self.address = address
    }

    /// Hands acts and their artifacts in, all or none. Returns the log's size after. Throws `Complaint` when they are refused.
    func append(_ acts: [[UInt8]], artifacts: [[UInt8]]) throws -> Int {
        let body: JSON = [
            "acts": .array(acts.map { .string(String(decoding: $0, as: UTF8.self)) }),
            "artifacts": .array(artifacts.map { .string(Base64.encode($0)) }),
        ]
        let answer = try Self.waitingFor { try await send(body.canonical, to: "v1/acts") }
        var members = try Members(JSON(canonical: answer.get()), of: "the answer of the ballot box")
        return try members.integer("size")
    }

    /// Casts ballots side by side; what each gets. The receipts are the box's word: whoever keeps them checks them first.
    /// Throws `Complaint` when the box does not answer; the same ballots may be sent again.
    func cast(_ ballots: [[UInt8]]) throws -> [Swift.Result<Receipt, Complaint>] {
        let answers = try Self.waitingFor {
            try await withThrowingTaskGroup(of: (Int, Swift.Result<[UInt8], Complaint>).self) { group in
                for (place, ballot) in ballots.enumerated() {
                    group.addTask { (place, try await send(ballot, to: "v1/ballots")) }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
        }
        return try ballots.indices.map { place in
            guard let answer = answers[place] else { throw Complaint("the ballot box gave no answer") }
            switch answer {
            case .failure(let refusal): return .failure(refusal)
            case .success(let bytes):
                var members = try Members(JSON(canonical: bytes), of: "the answer of the ballot box")
                return .success(try Receipt(parsing: Array(members.string("receipt").utf8)))
            }
        }
    }

    /// What the box answers: success, or its refusal. Asks again while it is not there or has too much to do.
    private func send(_ body: [UInt8], to path: String) async throws -> Swift.Result<[UInt8], Complaint> {
        var request = URLRequest(url: address.appending(path: path), timeoutInterval: Self.patience)
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        request.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
        var last = "no answer"
        for attempt in 0..<Self.attempts {
            if attempt > 0 { try await Task.sleep(for: .seconds(min(attempt, 5))) }
            guard let (data, response) = try? await URLSession.shared.data(for: request) else { continue }
            switch (response as? HTTPURLResponse)?.statusCode ?? 0 {
            case 200: return .success(Array(data))
            case 408, 429, 500...: last = Self.message(data)
            default: return .failure(Complaint(Self.message(data)))
            }
        }
        throw Complaint("\(address): the ballot box can't be reached: \(last)", status: 2)
    }

    private static func message(_ data: Data) -> String {
        guard var members = try? Members(JSON(canonical: Array(data)), of: "answer"),
            let text = try? members.string("message")
        else { return "found an answer that is none of a ballot box" }
        return text
    }

    private static func waitingFor<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws
        -> Value
    {
        let done = DispatchSemaphore(value: 0)
        let answer = Mutex<Swift.Result<Value, any Error>?>(nil)
        let keep = { @Sendable (value: Swift.Result<Value, any Error>) in answer.withLock { $0 = value } }
        Task.detached {
            do { keep(.success(try await body())) } catch { keep(.failure(error)) }
            done.signal()
        }
        done.wait()
        guard let value = answer.withLock({ $0 }) else { throw Complaint("the ballot box gave no answer") }
        return try value.get()
    }
}
