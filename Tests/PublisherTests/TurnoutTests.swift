import BallotCrypto
import Ceremony
import ElectionFixture
import ElectionRecord
import Testing

@testable import Publisher

@Suite("Turnout by district and channel", .timeLimit(.minutes(10)))
struct TurnoutTests {
    @Test("many districts and many channels are each counted once, not one by the other")
    func scale() throws {
        let (districts, channels) = (700, 1500)
        var election = try FixtureElection.opened { manifest in
            let style = manifest.districts[0].contests
            for number in manifest.districts.count..<districts {
                manifest.districts.append(
                    District(id: "d\(number)", name: ["nl": "d", "en": "d"], contests: [style[0]]))
            }
        }
        for number in 0..<channels {
            let key = try Credential.random().publicKeys[0].compressed
            try election.append(
                .issue(
                    district: number == 0 ? "oost" : "d\(3 + number % (districts - 3))", keys: key, reason: "walk-in",
                    channel: "desk \(number)"),
                by: FixtureElection.signers + ["issuer-1"])
        }
        #expect(election.refused.isEmpty)
        let edition = try election.edition()
        #expect(edition.byDistrict.rows.count == districts)
        #expect(edition.byDistrict.all("all").codes == 26 + channels)
        #expect(edition.byChannel.rows.reduce(0) { $0 + $1.codes } == 26 + channels)
        #expect(election.replay.roll.channels.count == 1 + channels)
        _ = try edition.bytes(of: .outcome)
        _ = try edition.bytes(of: .story)
    }
}
