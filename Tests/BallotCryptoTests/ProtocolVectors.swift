import BallotCrypto
import Foundation
import Wire

/// The protocol's reference vectors, made by two independent programs; they may lie beside the project.
enum ProtocolVectors {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    nonisolated(unsafe) static let all: [String: Any] = load("../shared/data/protocol-vectors.json")

    static var present: Bool { !all.isEmpty }

    static func load(_ path: String) -> [String: Any] {
        guard let data = try? Data(contentsOf: root.appending(path: path)),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
        else { return [:] }
        return object
    }
}

extension [String: Any] {
    func text(_ name: String) throws -> String { try require(self[name] as? String, name) }
    func int(_ name: String) throws -> Int { try require(self[name] as? Int, name) }
    func bytes(_ name: String) throws -> [UInt8] { try Hex.decode(text(name)) }
    func object(_ name: String) throws -> [String: Any] { try require(self[name] as? [String: Any], name) }
    func objects(_ name: String) throws -> [[String: Any]] { try require(self[name] as? [[String: Any]], name) }
    func texts(_ name: String) throws -> [String] { try require(self[name] as? [String], name) }

    private func require<Wanted>(_ value: Wanted?, _ name: String) throws -> Wanted {
        guard let value else { throw CryptoError("the vectors have no \(name)") }
        return value
    }
}
