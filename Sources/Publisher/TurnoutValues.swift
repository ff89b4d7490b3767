import ElectionRecord

/// What codes came to: by district, or by the channel through which they reached people.
struct Turnout {
    struct Row {
        var names: [String]
        var codes: Int
        var revoked: Int
        var ballots: Int

        mutating func add(_ other: Row) {
            names += other.names
            codes += other.codes
            revoked += other.revoked
            ballots += other.ballots
        }
    }

    /// The name of what the rows are of.
    let by: String
    let rows: [Row]

    /// All rows together.
    func all(_ name: String) -> Row {
        var all = rows.reduce(into: Row(names: [], codes: 0, revoked: 0, ballots: 0)) { $0.add($1) }
        all.names = [name]
        return all
    }
}

extension Turnout.Row {
    init(_ name: String, _ use: Roll.Use) {
        self.init(names: [name], codes: use.credentials, revoked: use.revoked, ballots: use.ballots)
    }
}

extension Edition {
    var byDistrict: Turnout {
        let roll = subject.replay.roll
        return Turnout(
            by: words("turnout.district"),
            rows: zip(subject.manifest.districts, roll.uses).map { district, use in
                Turnout.Row(local(district.name), use)
            })
    }

    /// Channels that brought fewer than ten ballots are told together with the next smallest: who they are might be known.
    var byChannel: Turnout {
        let all = subject.replay.roll.channels.map { each in
            Turnout.Row(channel(each.name), each.use)
        }
        .sorted { ($1.ballots, $0.names[0]) < ($0.ballots, $1.names[0]) }
        var told = all.filter { $0.ballots > 0 }
        while told.count > 1, let few = told.last, few.ballots < Growth.least {
            told.removeLast()
            told[told.count - 1].add(few)
        }
        let rows = (told + all.filter { $0.ballots == 0 }).sorted { $0.names[0] < $1.names[0] }
        return Turnout(by: words("evaluation.channel"), rows: rows)
    }

    /// What the template `turnout` takes.
    func turnout(_ turnouts: [Turnout]) -> [String: Any] {
        func values(_ row: Turnout.Row) -> [String: Any] {
            let names = row.names.joined(separator: ", ")
            return [
                "name": row.names.count > 1 ? words("evaluation.channels", ["names": names]) : names,
                "codes": words.number(row.codes), "revoked": words.number(row.revoked),
                "ballots": words.number(row.ballots), "share": words.percent(row.ballots, of: row.codes - row.revoked),
            ]
        }
        return [
            "has_revoked": subject.replay.roll.revoked.contains { $0 > 0 },
            "turnouts": turnouts.map { each -> [String: Any] in
                [
                    "by": each.by, "rows": each.rows.map(values),
                    "all": each.rows.count > 1 ? values(each.all(words("turnout.all"))) as Any : false,
                ]
            },
        ]
    }
}
