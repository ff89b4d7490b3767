import ElectionRecord
import Foundation
import Wire

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

    /// The acts in order of their names, and the artifacts that they name. Throws `Complaint` when there is no act, and for
    /// an artifact that no act names or that is not what it says.
    static func read(_ folder: String) throws -> (acts: [[UInt8]], artifacts: [[UInt8]]) {
        let names = Files.list(folder).filter { $0.hasPrefix("act-") && $0.hasSuffix(".note") }
        guard !names.isEmpty else { throw Complaint("\(folder): expected files act-….note, found none", status: 2) }
        var references: [Verbatim: ArtifactReference] = [:]
        let acts = try names.map { name in
            let act = try Files.read("\(folder)/\(name)", atMost: Entry.largest)
            do {
                for reference in try SignedAct(parsing: act).act.references {
                    references[Verbatim(reference.path)] = reference
                }
            } catch { throw Complaint("\(folder)/\(name): \(error)") }
            return act
        }
        let artifacts = try Files.list("\(folder)/artifacts").map { name in
            guard let reference = references[Verbatim("artifacts/\(name)")] else {
                throw Complaint("\(folder)/artifacts/\(name): expected an act that names it")
            }
            do { return try RecordFolder(folder).artifact(reference) } catch { throw Complaint("\(folder)/\(error)") }
        }
        return (acts, artifacts)
    }
}
