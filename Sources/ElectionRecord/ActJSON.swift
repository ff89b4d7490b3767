import BallotCrypto
import TransparencyLog
import Wire

extension Act {
    /// Reads the members of an act of `kind`; the common ones were taken before. Throws `WireError`.
    init(_ kind: Kind, _ members: inout Members) throws(WireError) {
        switch kind {
        case .manifest:
            throw WireError("a manifest has no common members")
        case .trustee:
            self = .trustee(try members.party("trustee"), round1: try members.base64("round1"))
        case .shares:
            self = .shares(
                trustee: try members.party("trustee"), d1: try members.digest("d1"),
                boxes: try members.base64("boxes"))
        case .confirm:
            self = .confirm(
                trustee: try members.party("trustee"), d2: try members.digest("d2"),
                acknowledgement: try members.base64("acknowledgement"))
        case .roll:
            self = .roll(district: try members.string("district"), keys: try members.base64("keys"))
        case .rehearsal:
            self = .rehearsal(before: try members.head(), artifact: try members.artifact("artifact"))
        case .open:
            self = .open(
                before: try members.head(), credentials: try members.amounts("credentials"),
                electionKey: try members.point("election_key"))
        case .revoke:
            self = .revoke(keys: try members.base64("keys"), reason: try members.string("reason"))
        case .issue:
            self = .issue(
                district: try members.string("district"), keys: try members.base64("keys"),
                reason: try members.string("reason"), channel: try members.string("channel"))
        case .withdraw:
            self = .withdraw(
                contest: try members.string("contest"), project: try members.string("project"),
                reason: try members.string("reason"))
        case .notice:
            self = .notice(try members.texts("text"))
        case .extend:
            self = .extend(closes: try members.time("closes"), reason: try members.string("reason"))
        case .close:
            self = .close(before: try members.head(), ballots: try members.amounts("ballots"))
        case .mix:
            self = .mix(
                contest: try members.string("contest"), mixer: try members.party("mixer"),
                artifact: try members.artifact("artifact"))
        case .decrypt:
            self = .decrypt(
                contest: try members.string("contest"), trustee: try members.party("trustee"),
                artifact: try members.artifact("artifact"))
        case .result:
            let before = try members.head()
            var contests: [ContestResult] = []
            for element in try members.array("contests") { contests.append(try ContestResult(element)) }
            self = .result(before: before, contests: contests)
        }
    }

    /// The act's own members.
    var members: [Verbatim: JSON] {
        switch self {
        case .manifest: [:]
        case .trustee(let trustee, let round1):
            ["trustee": .integer(trustee), "round1": .string(Base64.encode(round1))]
        case .shares(let trustee, let d1, let boxes):
            ["trustee": .integer(trustee), "d1": .string(d1.hex), "boxes": .string(Base64.encode(boxes))]
        case .confirm(let trustee, let d2, let acknowledgement):
            [
                "trustee": .integer(trustee), "d2": .string(d2.hex),
                "acknowledgement": .string(Base64.encode(acknowledgement)),
            ]
        case .roll(let district, let keys):
            ["district": .string(district), "keys": .string(Base64.encode(keys))]
        case .rehearsal(let before, let artifact):
            before.members.merging(["artifact": artifact.json]) { first, _ in first }
        case .open(let before, let credentials, let electionKey):
            before.members.merging([
                "credentials": JSON(amounts: credentials), "election_key": .string(Hex.encode(electionKey.compressed)),
            ]) { first, _ in first }
        case .revoke(let keys, let reason):
            ["keys": .string(Base64.encode(keys)), "reason": .string(reason)]
        case .issue(let district, let keys, let reason, let channel):
            [
                "district": .string(district), "keys": .string(Base64.encode(keys)), "reason": .string(reason),
                "channel": .string(channel),
            ]
        case .withdraw(let contest, let project, let reason):
            ["contest": .string(contest), "project": .string(project), "reason": .string(reason)]
        case .notice(let text):
            ["text": JSON(text)]
        case .extend(let closes, let reason):
            ["closes": .string(closes.description), "reason": .string(reason)]
        case .close(let before, let ballots):
            before.members.merging(["ballots": JSON(amounts: ballots)]) { first, _ in first }
        case .mix(let contest, let mixer, let artifact):
            ["contest": .string(contest), "mixer": .integer(mixer), "artifact": artifact.json]
        case .decrypt(let contest, let trustee, let artifact):
            ["contest": .string(contest), "trustee": .integer(trustee), "artifact": artifact.json]
        case .result(let before, let contests):
            before.members.merging(["contests": .array(contests.map(\.json))]) { first, _ in first }
        }
    }
}

extension ContestResult {
    init(_ json: JSON) throws(WireError) {
        var members = try Members(json, of: "the contest's result")
        contest = try members.string("contest")
        ballots = try members.integer("ballots", in: 0...JSON.largestInteger)
        valid = try members.integer("valid", in: 0...JSON.largestInteger)
        blank = try members.integer("blank", in: 0...JSON.largestInteger)
        invalid = try members.integer("invalid", in: 0...JSON.largestInteger)
        opened = try members.optional("opened").map { (json) throws(WireError) in
            try ArtifactReference(json, of: "\"opened\"")
        }
        outcome = try members.artifact("outcome")
        try members.finish()
    }

    var json: JSON {
        [
            "contest": .string(contest), "ballots": .integer(ballots), "valid": .integer(valid),
            "blank": .integer(blank), "invalid": .integer(invalid), "opened": opened?.json ?? .null,
            "outcome": outcome.json,
        ]
    }
}

extension Members {
    /// A trustee's or mixer's number, from 1.
    fileprivate mutating func party(_ name: String) throws(WireError) -> Int { try integer(name, in: 1...255) }

    fileprivate mutating func artifact(_ name: String) throws(WireError) -> ArtifactReference {
        try ArtifactReference(json(name), of: "\"\(name)\"")
    }

    fileprivate mutating func point(_ name: String) throws(WireError) -> Point {
        let bytes = try hex(name, count: Point.compressedCount)
        do { return try Point(compressed: bytes) } catch { throw WireError("\"\(name)\": \(error)") }
    }

    /// The tree before the act: the number of entries and the root over them.
    fileprivate mutating func head() throws(WireError) -> TreeHead {
        TreeHead(size: try integer("size", in: 0...JSON.largestInteger), root: try digest("root"))
    }
}

extension TreeHead {
    fileprivate var members: [Verbatim: JSON] { ["size": .integer(size), "root": .string(root.hex)] }
}
