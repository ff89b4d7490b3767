import BallotCrypto
import ElectionRecord
import Foundation
import Testing

@testable import Ceremony
@testable import ElectionFixture

@Suite("The key ceremony of three trustees")
struct TrusteeRoundsTests {
    /// An election after its manifest, and the secrets of its trustees as they would be written down.
    private func begun() throws -> (FixtureElection, [[UInt8]]) {
        var election = try FixtureElection()
        try election.begin()
        let parameters = try election.replay.ceremony.parameters()
        var secrets: [[UInt8]] = []
        for number in 1...3 {
            let own = TrusteeSecrets.generate(trustee: number, parameters)
            secrets.append(own.revealed())
            try election.append(own.beginning(), by: ["trustee-\(number)"])
        }
        return (election, secrets)
    }

    private func own(_ number: Int, _ secrets: [[UInt8]], _ election: FixtureElection) throws -> TrusteeSecrets {
        try TrusteeSecrets(
            trustee: number, election.replay.ceremony.parameters(), secretBytes: secrets[number - 1])
    }

    @Test("three honest trustees end with the keys that the log shows")
    func honest() throws {
        var (election, secrets) = try begun()
        for number in 1...3 {
            try election.append(
                own(number, secrets, election).dealing(in: election.replay.ceremony), by: ["trustee-\(number)"])
        }
        let ceremony = election.replay.ceremony
        for number in 1...3 {
            let share = try own(number, secrets, election).finishing(ceremony)
            try election.append(share.confirming(in: ceremony), by: ["trustee-\(number)"])
        }
        #expect(election.refused.isEmpty)
        #expect(election.replay.phase == .preparation)
    }

    @Test("a share that does not fit names the dealer, and anyone can judge the complaint", arguments: [1, 2])
    func badShare(dealer: Int) throws {
        var (election, secrets) = try begun()
        for number in 1...3 {
            var act = try own(number, secrets, election).dealing(in: election.replay.ceremony)
            if number == dealer, case .shares(_, let d1, var boxes) = act {
                // The last byte of the last box is of the authentication tag of the share for trustee 3.
                boxes[boxes.count - 1] ^= 1
                act = .shares(trustee: number, d1: d1, boxes: boxes)
            }
            try election.append(act, by: ["trustee-\(number)"])
        }
        #expect(election.refused.isEmpty)
        let ceremony = election.replay.ceremony
        for number in 1...2 { _ = try own(number, secrets, election).finishing(ceremony) }
        let fault = #expect(throws: CeremonyFault.self) {
            _ = try own(3, secrets, election).finishing(ceremony)
        }
        guard case .complaint(let bytes, let named)? = fault else {
            Issue.record("expected a complaint, found \(String(describing: fault))")
            return
        }
        #expect(named == dealer)
        #expect("\(CeremonyFault.complaint(bytes, dealer: named))".hasPrefix("trustee \(dealer) dealt a share"))
        let round1 = try ceremony.allCommitments()
        let box = Array(try ceremony.allBoxes()[dealer - 1].suffix(CeremonyRound2.boxCount))
        let guilty = CeremonyComplaint.judge(
            bytes, box: box, dealer: round1[dealer - 1], accuser: round1[2], d1: try ceremony.d1(),
            try ceremony.parameters())
        #expect(guilty == .dealer)
    }

    @Test("a round that the others have not finished is refused, and so are other secrets")
    func order() throws {
        var (election, secrets) = try begun()
        #expect(throws: RecordError("trustee 1 has not dealt its shares yet")) {
            _ = try own(1, secrets, election).finishing(election.replay.ceremony)
        }
        let stranger = TrusteeSecrets.generate(trustee: 1, try election.replay.ceremony.parameters())
        #expect(throws: CeremonyError.self) { try stranger.dealing(in: election.replay.ceremony) }
        election = election.with(entries: Array(election.entries.prefix(3)))
        #expect(throws: CeremonyError("trustee 3 has not begun yet")) {
            try own(1, secrets, election).dealing(in: election.replay.ceremony)
        }
    }
}

@Suite("Private files")
struct PrivateFileTests {
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test("a private file is for its owner alone, is never overwritten, and leaves no draft")
    func exclusive() throws {
        try inFolder { folder in
            let path = "\(folder)/official-1.key"
            try PrivateFile.create(path, [1, 2, 3])
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
            #expect(throws: CeremonyError("\(path): exists already; it is kept as it is")) {
                try PrivateFile.create(path, [4])
            }
            #expect(try PrivateFile.read(path) == [1, 2, 3])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["official-1.key"])
        }
    }

    @Test("a trustee's file is read for its own election, trustee and purpose, and for no other")
    func trustee() throws {
        let parameters = CeremonyParameters(cid: SHA256.hash([1]), threshold: 2, count: 3)
        let other = CeremonyParameters(cid: SHA256.hash([2]), threshold: 2, count: 3)
        try inFolder { folder in
            let path = "\(folder)/trustee-2.secrets"
            let secrets = TrusteeSecrets.generate(trustee: 2, parameters)
            try TrusteeFile.create(path, secrets, cid: parameters.cid)
            let again = try TrusteeFile.secrets(path, trustee: 2, parameters)
            #expect(again.revealed() == secrets.revealed())
            #expect(throws: CeremonyError.self) { _ = try TrusteeFile.secrets(path, trustee: 2, other) }
            #expect(throws: CeremonyError("\(path): expected \"trustee 3\", found \"trustee 2\"")) {
                _ = try TrusteeFile.secrets(path, trustee: 3, parameters)
            }
            #expect(throws: CeremonyError.self) { _ = try TrusteeFile.share(path, trustee: 2, cid: parameters.cid) }
            let cut = "\(folder)/cut"
            try PrivateFile.create(cut, Array(PrivateFile.read(path).dropLast(3)))
            #expect(throws: CeremonyError("\(cut): expected a file of four lines")) {
                _ = try TrusteeFile.secrets(cut, trustee: 2, parameters)
            }
        }
    }
}
