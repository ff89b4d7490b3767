import BallotBox
import BallotBoxSQLite
import BallotCrypto
import ElectionRecord
import Synchronization
import TransparencyLog

/// What is out of order, until it is told to be no longer.
final class Faults: Sendable {
    enum Step: Sendable { case opening, beforeCommit, afterCommit, lock, artifact, finding, proving, cosigning }

    private let failing = Mutex<Set<Step>>([])

    func fail(_ steps: Step...) { failing.withLock { $0 = Set(steps) } }

    func pass(_ step: Step) throws {
        guard failing.withLock({ !$0.contains(step) }) else {
            throw BoxError("/srv/secret-place/box.sqlite: database or disk is full")
        }
    }
}

/// The log in SQLite, on a disk that fails where a test wants it to.
final class FailingStore: Store {
    private let store: SQLiteStore
    private let faults: Faults

    init(_ store: SQLiteStore, _ faults: Faults) {
        self.store = store
        self.faults = faults
    }

    func commit(_ batch: Batch) throws {
        try faults.pass(.beforeCommit)
        try store.commit(batch)
        try faults.pass(.afterCommit)
    }

    func lock(_ note: SignedNote) throws {
        try faults.pass(.lock)
        try store.lock(note)
    }

    func storeArtifact(_ bytes: [UInt8]) throws {
        try faults.pass(.artifact)
        try store.storeArtifact(bytes)
    }

    func index(of leaf: Digest) throws -> Int? {
        try faults.pass(.finding)
        return try store.index(of: leaf)
    }

    func index(of code: TrackingCode) throws -> Int? {
        try faults.pass(.finding)
        return try store.index(of: code)
    }

    func checkpoint(after size: Int) throws -> SignedNote? {
        try faults.pass(.proving)
        return try store.checkpoint(after: size)
    }

    func replaceCheckpoint(_ note: SignedNote, size: Int) throws {
        try faults.pass(.cosigning)
        try store.replaceCheckpoint(note, size: size)
    }

    func newestCheckpoint() throws -> SignedNote? { try store.newestCheckpoint() }
    func checkpointSizes() throws -> [Int] { try store.checkpointSizes() }
    func entries(_ range: Range<Int>) throws -> [[UInt8]] { try store.entries(range) }
    func close() { store.close() }
    func lockedCheckpoint() throws -> SignedNote? { try store.lockedCheckpoint() }
    func bytes(of reference: ArtifactReference) throws(RecordError) -> [UInt8] { try store.bytes(of: reference) }
}
