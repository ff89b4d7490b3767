import ElectionFixture
import ElectionRecord
import Testing
import TransparencyLog

@testable import Verifier

/// One way to cheat, by somebody who has every key that the cheat needs, and the check that finds it out.
struct Cheat: Sendable, CustomTestStringConvertible {
    /// What the auditor gets to see.
    struct Scene {
        var folder: FixtureFolder
        var receipts: [HandedReceipt] = []
        var trust: TrustPolicy?
    }

    let name: String
    /// The check that must fail.
    let check: Check
    /// What one of its failures must say; empty when another check's failure says why.
    let says: String
    /// Whether every other check must hold.
    let alone: Bool
    let scene: @Sendable () throws -> Scene

    var testDescription: String { name }

    init(
        _ name: String, _ check: Check, _ says: String, alone: Bool = false,
        scene: @escaping @Sendable () throws -> Scene
    ) {
        self.name = name
        self.check = check
        self.says = says
        self.alone = alone
        self.scene = scene
    }

    /// A cheat on an election that was published honestly: the folder's files are changed, nothing is signed again.
    static func folder(
        _ name: String, _ check: Check, _ says: String, alone: Bool = true,
        _ change: @escaping @Sendable (inout [String: [UInt8]], FixtureElection) throws -> Void
    ) -> Cheat {
        Cheat(name, check, says, alone: alone) {
            var folder = try Held.published.get()
            try change(&folder.files, Held.done.get())
            return Scene(folder: folder)
        }
    }

    /// A cheat within the log: what `change` makes is signed by the box, and published with what follows from it.
    static func log(
        _ name: String, _ check: Check, _ says: String, alone: Bool = true,
        from start: @escaping @Sendable () throws -> FixtureElection,
        _ change: @escaping @Sendable (inout FixtureElection) throws -> Void
    ) -> Cheat {
        Cheat(name, check, says, alone: alone) {
            var election = try start()
            try change(&election)
            return Scene(folder: try election.published())
        }
    }
}

extension FixtureElection {
    /// What follows the votes, by honest parties, as far as they can go.
    mutating func finish() throws {
        try close()
        try count()
    }

    mutating func count() throws {
        try mix()
        try decrypt()
        try conclude()
    }
}

extension Array<UInt8> {
    /// With the lowest bit of one byte turned; from the end when negative.
    func flipped(at place: Int) -> [UInt8] {
        var bytes = self
        bytes[place < 0 ? bytes.count + place : place] ^= 1
        return bytes
    }

    func replacing(_ range: Range<Int>, with other: [UInt8]) -> [UInt8] {
        Array(self[..<range.lowerBound]) + other + Array(self[range.upperBound...])
    }
}
