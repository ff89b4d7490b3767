import ElectionRecord
import Synchronization

/// Artifacts in memory, by path; copies of an election share one shelf.
public final class ArtifactShelf: ArtifactSource {
    private let files = Mutex<[String: [UInt8]]>([:])

    public init() {}

    @discardableResult
    public func put(_ bytes: [UInt8]) -> ArtifactReference {
        let reference = ArtifactReference(bytes)
        files.withLock { $0[reference.path] = bytes }
        return reference
    }

    public func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] {
        guard let bytes = files.withLock({ $0[reference.path] }) else {
            throw RecordError("\(reference.path): can't be read")
        }
        return bytes
    }
}
