import ElectionFixture
import ElectionRecord

@testable import Publisher

extension FixtureElection {
    /// What the pages are made from, as `published()` has it.
    func subject(cosigned: [CosignedSize] = []) throws -> SiteSubject {
        guard let election = replay.election else { throw RecordError("expected an election") }
        let recount = try Record.recount(replay, artifacts: shelf)
        return SiteSubject(
            replay: replay, election: election, recount: recount, cosigned: cosigned,
            data: try PublishedData.files(replay, recount: recount))
    }

    func edition(_ language: String = "en", cosigned: [CosignedSize] = []) throws -> Edition {
        Edition(
            subject: try subject(cosigned: cosigned), words: try Words(language), languages: ["nl", "en"],
            isFirst: language == "nl")
    }

    func page(_ page: SitePage, _ language: String = "en", cosigned: [CosignedSize] = []) throws -> String {
        String(decoding: try edition(language, cosigned: cosigned).bytes(of: page), as: UTF8.self)
    }
}
