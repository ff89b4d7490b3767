import BallotCrypto
import ElectionFixture
import ElectionRecord

/// Mixers, and a box that takes in what they bring.
enum TamperMixes {
    static let cheats: [Cheat] = parts + lists + order

    static let generator: [UInt8] = Point.generator.affine

    /// The artifact can't be read, so that there is no list to open either.
    private static func malformed(
        _ name: String, _ change: @escaping @Sendable (MixedList) throws -> [UInt8]
    ) -> Cheat {
        mix(name, "mixer 1, contest oost:", alone: false, change)
    }

    /// The first mixer of contest `oost` brings something else; the next goes on from it, honestly.
    private static func mix(
        _ name: String, _ says: String, in contest: String = "oost", alone: Bool = true,
        _ change: @escaping @Sendable (MixedList) throws -> [UInt8]
    ) -> Cheat {
        .log(name, .mixes, says, alone: alone, from: { try Held.closed.get() }) {
            try $0.mix { id, mixer, mixed in
                id == contest && mixer == 1 ? try change(mixed) : mixed.artifact
            }
            try $0.decrypt()
            try $0.conclude()
        }
    }

    /// Where each part of a proof stands in the artifact of 8 rows of one ciphertext, and its bytes.
    private static let layout: [(part: String, offset: Int, size: Int)] = {
        let rows = 8
        let sizes: [(String, Int, Int)] = [
            ("c", rows, 64), ("c^", rows, 64), ("t^", rows, 64), ("t1", 1, 64), ("t2", 1, 64), ("t3", 1, 64),
            ("t4a", 1, 64), ("t4b", 1, 64), ("s1", 1, 32), ("s2", 1, 32), ("s3", 1, 32), ("s4", 1, 32),
            ("s^", rows, 32), ("s'", rows, 32),
        ]
        var offset = rows * 128
        return sizes.map { part, count, size in
            defer { offset += count * size }
            // The last of its kind.
            return (part, offset + (count - 1) * size, size)
        }
    }()

    private static let parts: [Cheat] = layout.flatMap { part, offset, size in
        [
            mix("\(part) of a mix's proof is another", "mixer 1, contest oost: proof does not verify") {
                let bytes = $0.artifact
                return size == 64
                    ? bytes.replacing(offset..<offset + 64, with: generator) : bytes.flipped(at: offset + 31)
            },
            malformed("\(part) of a mix's proof is malformed") {
                $0.artifact.replacing(offset..<offset + size, with: [UInt8](repeating: 0xFF, count: size))
            },
        ]
    }

    private static let lists: [Cheat] = [
        mix("a mixer replaces a ballot", "proof does not verify") {
            var ciphertexts = $0.output.ciphertexts
            ciphertexts[3] = ciphertexts[5]
            return MixedList(output: CiphertextList(width: 1, ciphertexts), proof: $0.proof).artifact
        },
        mix("a mixer replaces half a ciphertext", "proof does not verify") {
            var ciphertexts = $0.output.ciphertexts
            ciphertexts[3] = Ciphertext(a: ciphertexts[3].a, b: ciphertexts[5].b)
            return MixedList(output: CiphertextList(width: 1, ciphertexts), proof: $0.proof).artifact
        },
        mix("a mixer changes the order of its outputs", "proof does not verify") {
            var ciphertexts = $0.output.ciphertexts
            ciphertexts.swapAt(0, 7)
            return MixedList(output: CiphertextList(width: 1, ciphertexts), proof: $0.proof).artifact
        },
        mix("a mixer takes the columns of two ballots apart", "contest stad: proof does not verify", in: "stad") {
            var ciphertexts = $0.output.ciphertexts
            ciphertexts.swapAt(1, 3)
            return MixedList(output: CiphertextList(width: 2, ciphertexts), proof: $0.proof).artifact
        },
        malformed("an output of a mix is not on the curve") { $0.artifact.flipped(at: 63) },
        malformed("an output of a mix has x beyond the field") {
            $0.artifact.replacing(0..<32, with: [UInt8](repeating: 0xFF, count: 32))
        },
        malformed("an output of a mix is the identity") {
            $0.artifact.replacing(0..<64, with: [UInt8](repeating: 0, count: 64))
        },
        mix("a mix lacks its last byte", "bytes, found", alone: false) { Array($0.artifact.dropLast()) },
        mix("a mix is without proof", "bytes, found", alone: false) { $0.output.affineBytes },
        mix("a mix has a row too few", "bytes, found", alone: false) {
            Array($0.artifact.dropFirst(128))
        },
        .log(
            "a mixer shuffles a list of its own, with proof", .mixes, "proof does not verify",
            from: {
                try Held.closed.get()
            }
        ) { election in
            var own = election.replay.mixInput(0).ciphertexts
            own[2] = own[3]
            let forged = try election.mixed(0, 1, of: CiphertextList(width: 1, own)).artifact
            try election.mix { id, mixer, mixed in id == "oost" && mixer == 1 ? forged : mixed.artifact }
            try election.decrypt()
            try election.conclude()
        },
        .log(
            "a mixer shuffles the ballots in the order of casting", .mixes, "proof does not verify",
            from: {
                try Held.closed.get()
            }
        ) { election in
            let cast = try election.replay.ballots.filter { $0.district == 0 }.map {
                try UnverifiedBallot(parsing: election.entries[$0.entry]).ciphertexts[0]
            }
            let forged = try election.mixed(0, 1, of: CiphertextList(width: 1, cast)).artifact
            try election.mix { id, mixer, mixed in id == "oost" && mixer == 1 ? forged : mixed.artifact }
            try election.decrypt()
            try election.conclude()
        },
        .log(
            "the second mixer goes back to the ballots", .mixes, "mixer 2, contest oost: proof does not verify",
            from: {
                try Held.closed.get()
            }
        ) { election in
            let forged = try election.mixed(0, 2, of: election.replay.mixInput(0)).artifact
            try election.mix { id, mixer, mixed in id == "oost" && mixer == 2 ? forged : mixed.artifact }
            try election.decrypt()
            try election.conclude()
        },
        .log(
            "the second mixer brings the first one's mix", .mixes, "mixer 2, contest oost: proof does not verify",
            from: {
                try Held.closed.get()
            }
        ) { election in
            let first = try election.mixed(0, 1).artifact
            try election.mix { id, _, mixed in id == "oost" ? first : mixed.artifact }
            try election.decrypt()
            try election.conclude()
        },
        .log(
            "a mixer brings the mix of another election", .mixes, "proof does not verify",
            from: {
                try Held.closed.get()
            }
        ) { election in
            var other = try Held.voted.get()
            other.time = FixtureElection.closes + 501
            try other.close()
            let forged = try other.mixed(0, 1).artifact
            try election.mix { id, mixer, mixed in id == "oost" && mixer == 1 ? forged : mixed.artifact }
            try election.decrypt()
            try election.conclude()
        },
    ]

    private static let order: [Cheat] = [
        .log(
            "the second mixer is first", .mixes, "expected mixer 1, found 2", alone: false,
            from: { try Held.closed.get() }
        ) {
            try $0.deliver(try $0.mixed(0, 2).artifact, 0, 2)
            try $0.count()
        },
        .log(
            "one mixer mixes twice", .mixes, "expected mixer 2, found 1", alone: false, from: { try Held.closed.get() }
        ) {
            try $0.deliver(try $0.mixed(0, 1).artifact, 0, 1)
            try $0.mix()
            try $0.decrypt()
            try $0.conclude()
        },
        .log("one mixer signs for the other", .acts, "expected", alone: false, from: { try Held.closed.get() }) {
            let artifact = $0.shelf.put(try $0.mixed(0, 1).artifact)
            try $0.append(.mix(contest: "oost", mixer: 1, artifact: artifact), by: ["mixer-2"])
            try $0.count()
        },
        .log(
            "a third mix follows the last", .mixes, "expected mixer 3, found 2", alone: false,
            from: { try Held.mixed.get() }
        ) {
            let artifact = $0.shelf.put(try $0.mixed(0, 2).artifact)
            try $0.append(.mix(contest: "oost", mixer: 2, artifact: artifact), by: ["mixer-2"])
            try $0.decrypt()
            try $0.conclude()
        },
        .log(
            "a contest is mixed that has too few ballots", .mixes, "too few to be opened", alone: false,
            from: {
                try Held.closed.get()
            }
        ) {
            let artifact = $0.shelf.put(try $0.mixed(3, 1).artifact)
            try $0.append(.mix(contest: "klein", mixer: 1, artifact: artifact), by: ["mixer-1"])
            try $0.count()
        },
        .log(
            "a contest is mixed that does not exist", .mixes, "there is no contest", alone: false,
            from: {
                try Held.closed.get()
            }
        ) {
            try $0.append(.mix(contest: "zuid", mixer: 1, artifact: $0.shelf.put([])), by: ["mixer-1"])
            try $0.count()
        },
    ]
}
