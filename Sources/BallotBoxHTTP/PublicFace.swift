import BallotBox
import ElectionRecord
import Synchronization
import TransparencyLog
import Wire

/// What the box shows to anyone: as of the last checkpoint whose signature may leave.
final class PublicFace: Sendable {
    struct State: Sendable {
        var size = 0
        var checkpoint: [UInt8] = []
        var election = JSON.null
        var turnout = JSON.null
        var issuers = 1
        var largestBallot = 0
        var largestActs = 0
        /// The paths of the artifacts that the log's acts name.
        var artifacts: Set<Verbatim> = []
        /// How many acts the election is described after.
        var acts = 0
        /// What the clock should have come to.
        var latest: LatestTimes?
        /// False while the box is shut after a failure.
        var isReady = false
    }

    private let state = Mutex(State())

    var now: State { state.withLock { $0 } }

    func show(_ box: BallotBox) throws {
        let (note, replay) = (try box.newestCheckpoint(), box.replay)
        let size = replay.head.size
        let isSameElection = state.withLock { $0.isReady && $0.acts == replay.history.count }
        let election = isSameElection ? nil : ElectionDocument(replay, log: box.verificationKey).json
        let latest = LatestTimes(replay, checkpoint: note)
        BoxMetrics.size.set(size)
        state.withLock {
            $0.size = size
            $0.checkpoint = note.bytes
            if let election {
                $0.election = election
                $0.artifacts = Set(replay.references.map { Verbatim($0.path) })
            }
            $0.acts = replay.history.count
            $0.turnout = Self.turnout(replay)
            $0.issuers = replay.election?.manifest.keys.issuers.count ?? 1
            $0.largestBallot = Self.largestBallot(replay)
            $0.largestActs = Self.largestActs(replay)
            $0.latest = latest
            $0.isReady = true
        }
    }

    func hide() { state.withLock { $0.isReady = false } }

    private static func turnout(_ replay: Replay) -> JSON {
        let districts = replay.election?.manifest.districts ?? []
        return [
            "districts": .array(
                zip(districts, replay.roll.uses).map { district, use in
                    [
                        "id": .string(district.id), "ballots": .integer(use.ballots),
                        "credentials": .integer(use.credentials - use.revoked),
                    ]
                })
        ]
    }

    /// Bytes: while residents vote, of acts alone; before and after, of rolls, rehearsals and mixes too.
    private static func largestActs(_ replay: Replay) -> Int { replay.phase == .voting ? 4 << 20 : 64 << 20 }

    /// Bytes: 39 + 98q + 131w (spec/cryptography.md, "Ballot").
    private static func largestBallot(_ replay: Replay) -> Int {
        guard let election = replay.election else { return 0 }
        let widths = election.manifest.districts.indices.map(election.ballotWidth)
        return 39 + 98 * election.manifest.keys.issuers.count + 131 * (widths.max() ?? 0)
    }
}
