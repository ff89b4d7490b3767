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
    /// The file's bytes, as many as the reference says, but unchecked. Throws `RecordError` when it can't be read or has
    /// another size.
    func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8]

    /// The artifact to be read piece by piece, held against its size and hash. Throws as `artifact(_:)`.
    func pieces(of reference: ArtifactReference) throws(RecordError) -> any ByteSource
}

extension ArtifactSource {
    /// The artifact, held against its size and hash. Throws `RecordError` when it is missing or differs, or when it is to
    /// be larger than `limit`.
    public func artifact(
        _ reference: ArtifactReference, atMost limit: Int = .max
    ) throws(RecordError) -> [UInt8] {
        guard reference.size <= limit else {
            throw RecordError("\(reference.path): expected at most \(limit) bytes, found \(reference.size)")
        }
        let bytes = try bytes(of: reference)
        try reference.require(size: bytes.count)
        try reference.require(digest: SHA256.hash(bytes))
        return bytes
    }

    public func pieces(of reference: ArtifactReference) throws(RecordError) -> any ByteSource {
        try artifact(reference)
    }
}
