import ElectionRecord
import TransparencyLog

/// A valid cosignature on a checkpoint of the log: at `time` the witness had seen its first `size` entries, and no more.
package struct Sighting: Hashable {
    let size: Int
    /// Its place in the policy.
    let witness: Int
    let time: Timestamp

    package init(size: Int, witness: Int, time: Timestamp) {
        (self.size, self.witness, self.time) = (size, witness, time)
    }
}

/// When each entry was there, as far as witnesses tell (spec/verification.md, "What witnesses saw").
///
/// Entries between two sizes that were cosigned share what is known of them: so there are as many answers as sizes, and
/// one more.
package struct WitnessedTimes {
    /// What witnesses say of the entries between two sizes.
    package struct Answer {
        /// As enough of them say; nil when too few have spoken, or the policy asks for none.
        package var quorum: Timestamp?
        /// As the one says whose time goes furthest.
        package var one: (witness: Int, time: Timestamp)?
    }

    /// The sizes that were cosigned, ascending.
    let sizes: [Int]
    /// By the number of sizes that an entry is beyond: when it had been seen.
    private var seen: [Answer]
    /// By the same: when it was not there yet.
    private var absent: [Answer]
    /// A witness whose later tree has a time that is earlier by more than `Timestamp.tolerance`, once each: the two sightings.
    private(set) var falls: [(earlier: Sighting, later: Sighting)] = []

    package init(_ sightings: [Sighting], policy: TrustPolicy?) {
        let bySize = Dictionary(grouping: sightings, by: \.size).sorted { $0.key < $1.key }
        sizes = bySize.map(\.key)
        seen = Array(repeating: Answer(), count: sizes.count + 1)
        absent = seen
        guard let policy else { return }
        var first: [Int: Timestamp] = [:]
        for (place, (_, sightings)) in bySize.enumerated().reversed() {
            for sighting in sightings {
                first[sighting.witness] = min(sighting.time, first[sighting.witness] ?? sighting.time)
            }
            seen[place] = Self.answer(first.sorted { ($0.value, $0.key) < ($1.value, $1.key) }, policy)
        }
        var last: [Int: Sighting] = [:]
        for (place, (_, sightings)) in bySize.enumerated() {
            for sighting in sightings {
                guard let earlier = last[sighting.witness], earlier.size < sighting.size,
                    sighting.time.seconds + Timestamp.tolerance < earlier.time.seconds,
                    !falls.contains(where: { $0.later.witness == sighting.witness })
                else { continue }
                falls.append((earlier, sighting))
            }
            for sighting in sightings where last[sighting.witness].map({ $0.time <= sighting.time }) ?? true {
                last[sighting.witness] = sighting
            }
            let times = last.mapValues(\.time)
            absent[place + 1] = Self.answer(times.sorted { ($0.value, $1.key) > ($1.value, $0.key) }, policy)
        }
    }

    /// What the witnesses say whose times are in the order of their strength: the first time at which enough have spoken.
    private static func answer(_ times: [(key: Int, value: Timestamp)], _ policy: TrustPolicy) -> Answer {
        var answer = Answer(one: times.first.map { ($0.key, $0.value) })
        guard policy.quorum != nil, policy.isMet(by: times.map(\.key)) else { return answer }
        // How many must have spoken: more of them never undo a quorum.
        var (few, enough) = (0, times.count)
        while few < enough {
            let middle = (few + enough) / 2
            if policy.isMet(by: times[..<middle].map(\.key)) { enough = middle } else { few = middle + 1 }
        }
        answer.quorum = times[enough - 1].value
        return answer
    }

    /// The latest time at which enough of them had cosigned one and the same size; nil when they never had.
    static func lastQuorum(_ sightings: [Sighting], _ policy: TrustPolicy) -> Timestamp? {
        Dictionary(grouping: sightings, by: \.size).values.compactMap { sightings in
            let times = sightings.map { (key: $0.witness, value: $0.time) }
            return answer(times.sorted { ($0.value, $0.key) < ($1.value, $1.key) }, policy).quorum
        }.max()
    }

    /// When witnesses had seen the entry: at the earliest.
    package func seen(_ entry: Int) -> Answer { seen[place(of: entry)] }

    /// When witnesses had not seen the entry yet: at the latest.
    package func absent(_ entry: Int) -> Answer { absent[place(of: entry)] }

    /// How many sizes the entry is beyond.
    func place(of entry: Int) -> Int {
        var (low, high) = (0, sizes.count)
        while low < high {
            let middle = (low + high) / 2
            if sizes[middle] <= entry { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The entries, which ascend, in runs that share what is known of them.
    func runs(_ entries: some Sequence<Int>) -> [(entries: ClosedRange<Int>, count: Int)] {
        var runs: [(entries: ClosedRange<Int>, count: Int)] = []
        var end = 0
        for entry in entries {
            if let run = runs.last, entry < end {
                runs[runs.count - 1] = (run.entries.lowerBound...entry, run.count + 1)
            } else {
                runs.append((entry...entry, 1))
                let place = place(of: entry)
                end = place < sizes.count ? sizes[place] : .max
            }
        }
        return runs
    }
}
