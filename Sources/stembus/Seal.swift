import ArgumentParser
import BallotCrypto
import Ceremony
import ElectionRecord
import TransparencyLog

struct Seal: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Seal choices without casting them: to be sent to a box later, or by another device.",
        discussion: """
            stembus seal noord --batch ballots.csv --out ballots

            The file made has each ballot after its length, as a bundle of the log has its entries. It shows no choice,
            but who holds it can cast it.
            """)

    @Argument(help: "The election folder.") var election: String
    @Option(help: "A private CSV file with the columns code and projects.") var batch: String
    @Option(help: "The file to make.") var out: String

    func run() throws {
        let envelopes = try Envelope.batch(batch, receipts: out)
        let replay = try ElectionFolder(path: election).replay()
        guard let election = replay.election else { throw Complaint("there is no manifest yet") }
        let sealing = try Sealing(replay)
        let roll = replay.roll
        let sealed: [Swift.Result<[UInt8], Complaint>] = parallelMap(count: envelopes.count, chunk: 4) { index in
            CastingDesk.seal(envelopes[index], election, roll, sealing)
        }
        try PrivateFile.create(out, EntryBundle.encode(sealed.map { try $0.get() }))
        Console.say("\(sealed.count) ballots sealed in \(out)")
    }
}
