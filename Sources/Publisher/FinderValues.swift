import ElectionRecord
import TransparencyLog
import Wire

// The page that finds a ballot in the log.
extension Edition {
    var finder: [String: Any] {
        get throws(PublicationError) {
            let script = String(decoding: PackageResources.find_js, as: UTF8.self)
            return [
                "finder_script": script, "script_hash": Self.integrity(script), "connects": true,
                "election_json": electionData.scriptText,
            ]
        }
    }

    /// What the script needs to know of the election.
    private var electionData: JSON {
        let (manifest, replay) = (subject.manifest, subject.replay)
        let close = replay.history.first { $0.kind == .close }?.entry
        return [
            "origin": .string(election.origin), "id": .string(manifest.id),
            "title": .object(manifest.title.mapValues(JSON.string)),
            "log_key": .string(manifest.keys.log.description),
            "witnesses": .array(manifest.keys.witnesses.map { .string($0.description) }),
            "witness_quorum": .integer(manifest.keys.witnessQuorum), "entries": .integer(replay.head.size),
            "ballots": .integer(replay.ballots.count), "phase": .string("\(replay.phase)"),
            "tracking_symbols": .integer(TrackingIndex.symbols(for: replay.ballots.count)),
            "language": .string(language), "root": .string(root), "close": close.map(JSON.integer) ?? .null,
            "time_zone": .string(civil(manifest.window.opens).isUTC ? "UTC" : manifest.timeZone),
        ]
    }
}
