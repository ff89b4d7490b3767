import BallotCrypto
import Wire

/// A file committed by an act: `{"sha256": …, "size": …}`, published as `artifacts/<sha256>`.
public struct ArtifactReference: Hashable, Sendable {
    public let digest: Digest

    /// Bytes.
    public let size: Int

    public init(_ bytes: [UInt8]) {
        digest = SHA256.hash(bytes)
        size = bytes.count
    }

    init(_ json: JSON, of place: String) throws(WireError) {
        var members = try Members(json, of: place)
        guard let digest = Digest(try members.hex("sha256", count: Digest.count)) else {
            throw WireError("\(place): expected \"sha256\" of 32 bytes")
        }
        self.digest = digest
        size = try members.integer("size", in: 0...JSON.largestInteger)
        try members.finish()
    }

    /// The path within the published folder.
    public var path: String { "artifacts/\(digest.hex)" }

    func require(size found: Int) throws(RecordError) {
        guard found == size else { throw RecordError("\(path): expected \(size) bytes, found \(found)") }
    }

    func require(digest found: Digest) throws(RecordError) {
        guard found == digest else {
            throw RecordError("\(path): expected its name to be its SHA-256, found \(found.hex)")
        }
    }

    var json: JSON { ["sha256": .string(digest.hex), "size": .integer(size)] }
}

/// Where artifacts are read from: the published folder or the box's.
public protocol ArtifactSource: Sendable {
    /// The file's bytes, unchecked. Throws `RecordError` when it can't be read.
    func bytes(at path: String) throws(RecordError) -> [UInt8]

    /// The artifact to be read piece by piece, held against its size and hash. Throws as `artifact(_:)`.
    func pieces(of reference: ArtifactReference) throws(RecordError) -> any ByteSource
}

extension ArtifactSource {
    /// The artifact, held against its size and hash. Throws `RecordError` when it is missing or differs.
    public func artifact(_ reference: ArtifactReference) throws(RecordError) -> [UInt8] {
        let bytes = try bytes(at: reference.path)
        try reference.require(size: bytes.count)
        try reference.require(digest: SHA256.hash(bytes))
        return bytes
    }

    public func pieces(of reference: ArtifactReference) throws(RecordError) -> any ByteSource {
        try artifact(reference)
    }
}
