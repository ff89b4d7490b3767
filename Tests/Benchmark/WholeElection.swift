import ElectionFixture
import ElectionRecord
import Foundation

/// A whole election of one contest by honest parties, written as a published folder.
struct WholeElection {
    let count: Int
    let mixers: Int

    func write(to folder: String) throws {
        var (election, seeds) = try FixtureElection.large(count, mixers: mixers)
        say("roll")
        try election.voteAll(seeds)
        say("ballots")
        try election.close()
        try election.mix()
        say("mixes")
        // Two of three trustees with two mixers, three with three.
        try election.decrypt(by: Array(1...mixers))
        say("shares")
        try election.conclude()
        guard election.refused.isEmpty else { throw RecordError("an honest entry was refused") }
        for (path, bytes) in try election.published().files {
            let file = URL(filePath: folder).appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
        }
        say("folder")
    }

    private func say(_ done: String) { FileHandle.standardError.write(Data("\(done) of \(count) done\n".utf8)) }
}
