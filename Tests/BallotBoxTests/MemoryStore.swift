import BallotBox
import BallotCrypto
import ElectionFixture
import ElectionRecord
import Synchronization
import TransparencyLog

/// A store that fails where a test wants it to.
final class MemoryStore: Store {
    enum Step: Sendable {
        case beforeCommit
        case afterCommit
        case lock
    }

    struct Failure: Error {}

    struct State {
        var entries: [[UInt8]] = []
        var spent: Set<CredentialKey> = []
        var checkpoints: [Int: SignedNote] = [:]
        var tiles: [TileCoordinate: [UInt8]] = [:]
        var locked: SignedNote?
        var failing: Step?
    }

    let state = Mutex(State())
    private let shelf = ArtifactShelf()

    init() {}

    /// A store as it was, as from a backup.
    init(_ other: MemoryStore) {
        let copy = other.state.withLock { $0 }
        state.withLock { $0 = copy }
        for artifact in other.artifacts { shelf.put(artifact) }
        kept.withLock { $0 = other.artifacts }
    }

    private let kept = Mutex<[[UInt8]]>([])
    var artifacts: [[UInt8]] { kept.withLock { $0 } }
    var entries: [[UInt8]] { state.withLock { $0.entries } }

    func fail(_ step: Step?) { state.withLock { $0.failing = step } }

    private func pass(_ step: Step) throws {
        guard state.withLock({ $0.failing }) != step else { throw Failure() }
    }

    func newestCheckpoint() throws -> SignedNote? {
        state.withLock { state in state.checkpoints.keys.max().flatMap { state.checkpoints[$0] } }
    }

    func checkpoint(size: Int) throws -> SignedNote {
        guard let note = state.withLock({ $0.checkpoints[size] }) else { throw Failure() }
        return note
    }

    func checkpoint(after size: Int) throws -> SignedNote? {
        state.withLock { state in state.checkpoints.keys.filter { $0 > size }.min().flatMap { state.checkpoints[$0] } }
    }

    func index(of code: TrackingCode) throws -> Int? {
        entries.firstIndex { $0.first == 0x01 && TrackingCode(MerkleTree.leaf($0)) == code }
    }

    func checkpointSizes() throws -> [Int] { state.withLock { $0.checkpoints.keys.sorted() } }

    func entries(_ range: Range<Int>) throws -> [[UInt8]] { Array(entries[range]) }

    func index(of leaf: Digest) throws -> Int? { entries.firstIndex { MerkleTree.leaf($0) == leaf } }

    func commit(_ batch: Batch) throws {
        try pass(.beforeCommit)
        try state.withLock { state in
            guard state.entries.count == batch.start else { throw Failure() }
            for credential in batch.credentials.compactMap(\.self) {
                guard state.spent.insert(credential).inserted else { throw Failure() }
            }
            state.entries += batch.entries
            state.checkpoints[batch.end] = batch.checkpoint
            for tile in batch.tiles { state.tiles[tile.coordinate] = tile.bytes }
        }
        try pass(.afterCommit)
    }

    func replaceCheckpoint(_ note: SignedNote, size: Int) throws { state.withLock { $0.checkpoints[size] = note } }

    func storeArtifact(_ bytes: [UInt8]) throws {
        shelf.put(bytes)
        kept.withLock { $0.append(bytes) }
    }

    func lockedCheckpoint() throws -> SignedNote? { state.withLock { $0.locked } }

    func lock(_ note: SignedNote) throws {
        try pass(.lock)
        state.withLock { $0.locked = note }
    }

    func close() {}

    func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] { try shelf.bytes(of: reference) }
}
