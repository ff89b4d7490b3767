import ElectionRecord
import Foundation

/// What a party hands back: signed acts and the artifacts that they commit to, in a folder of its own.
///
///     OUT/act-0.note  OUT/act-1.note  OUT/artifacts/<sha256>
enum Outbox {
    /// Makes the folder, whole or not at all. Throws `Complaint` when it is there already.
    static func write(_ acts: [[UInt8]], artifacts: [[UInt8]], to folder: String) throws {
        try Files.stage(folder) { draft in
            for artifact in artifacts {
                try Files.write(artifact, to: "\(draft)/\(ArtifactReference(artifact).path)")
            }
            for (number, act) in acts.enumerated() {
                let name = String(repeating: "0", count: 4 - min(String(number).count, 4)) + String(number)
                try Files.write(act, to: "\(draft)/act-\(name).note")
            }
        }
    }

    /// The acts in order of their names, and the artifacts. Throws `Complaint` when there is no act.
    static func read(_ folder: String) throws -> (acts: [[UInt8]], artifacts: [[UInt8]]) {
        let names = Files.list(folder).filter { $0.hasPrefix("act-") && $0.hasSuffix(".note") }
        guard !names.isEmpty else { throw Complaint("\(folder): expected files act-….note, found none", status: 2) }
        let artifacts = try Files.list("\(folder)/artifacts").map { try Files.read("\(folder)/artifacts/\($0)") }
        return (try names.map { try Files.read("\(folder)/\($0)") }, artifacts)
    }
}
