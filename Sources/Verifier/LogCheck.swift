import BallotCrypto
import ElectionRecord
import TransparencyLog
import Wire

/// V1: the folder's log is what the checkpoint's signers signed, tile for tile, at every size that was kept.
struct LogCheck {
    let folder: HeldRecord
    /// Every file of the folder.
    let paths: [String]
    let reading: Reading
    let checkpoint: Checkpoint?
    let note: SignedNote?
    let trust: Trust?
    let since: VerifiedState?

    /// Adds to `report`, which holds what was wrong before. What the witnesses cosigned, of the checkpoints that hold.
    func run(_ report: inout CheckReport) -> [Sighting] {
        guard checkpoint != nil else {
            report.look { () throws(Violation) in try requireCheckpoint() }
            return []
        }
        var sightings: [Sighting] = []
        checkEntries(&report)
        if let since { report.look { () throws(Violation) in try requireUnchanged(since) } }
        checkTiles(&report)
        let newest = RecordFolder.checkpointPath
        report.look { () throws(Violation) in sightings += try checkCheckpoint(at: newest, size: nil) }
        for path in report.settingAsideStrays(paths.filter { $0.begins(with: "checkpoints/") }) {
            report.look { () throws(Violation) in
                sightings += try checkCheckpoint(at: path, size: RecordFolder.keptSize(path))
            }
        }
        checkNewestIsKept(&report)
        checkWitnesses(sightings, &report)
        return sightings
    }

    /// Throws why there is none.
    private func requireCheckpoint() throws(Violation) {
        do { _ = try Checkpoint(parsing: folder.checkpoint().text) } catch {
            throw Violation(.log, at: RecordFolder.checkpointPath, "\(error)")
        }
    }

    /// The entries are those that the checkpoint's root was computed over.
    private func checkEntries(_ report: inout CheckReport) {
        guard let checkpoint else { return }
        // A false size must not overflow the counts.
        report.expected += min(checkpoint.head.size, 1 << 50)
        if let interruption = reading.interruption {
            report.fail(at: "entry \(reading.hashes.size)", "\(interruption)")
        } else if reading.replay.head != checkpoint.head {
            report.fail(
                at: RecordFolder.checkpointPath,
                "expected the entries' root \(reading.replay.head.root.hex), found \(checkpoint.head.root.hex)")
        } else {
            report.checked += reading.hashes.size
        }
    }

    /// Throws unless the log still begins with what an earlier verification saw.
    private func requireUnchanged(_ since: VerifiedState) throws(Violation) {
        let place = RecordFolder.checkpointPath
        guard let log = trust?.log.description, log.isSame(as: since.log) else {
            throw Violation(.log, at: place, "the state is of another log: \(since.log)")
        }
        guard let root = reading.roots[since.head.size] else {
            throw Violation(
                .log, at: place,
                "verified before with \(since.head.size) entries, found \(reading.hashes.size): entries were taken away"
            )
        }
        guard root == since.head.root else {
            throw Violation(
                .log, at: place,
                "verified before with the root \(since.head.root.hex) at size \(since.head.size), "
                    + "found \(root.hex): entries were changed")
        }
    }

    private func checkTiles(_ report: inout CheckReport) {
        let size = reading.hashes.size
        let kept = RecordFolder.keptSizes(paths)
        var expected: Set<Verbatim> = []
        for tile in LogLayout.tiles(size: size, checkpoints: kept) {
            expected.insert(Verbatim(tile.path))
            report.look { () throws(Violation) in try requireHashes(tile) }
        }
        for index in 0..<(size + 255) / 256 {
            let widths = LogLayout.bundleWidths(index: index, size: size, checkpoints: kept)
            expected.formUnion(widths.map { Verbatim(EntryBundle.path(index: index, width: $0)) })
            // The widest was read; it has one form, so it needs no second look.
            report.expected += 1
            report.checked += 1
            for width in widths.dropLast() {
                report.look { () throws(Violation) in try requireBeginning(of: index, width: width) }
            }
        }
        let others = paths.filter { $0.begins(with: "tile/") && !expected.contains(Verbatim($0)) }
        for path in report.settingAsideStrays(others) {
            report.look { () throws(Violation) in throw Violation(.log, at: path, "no tile of this log") }
        }
    }

    /// Throws unless the narrower bundle of an earlier size is the beginning of the newest.
    private func requireBeginning(of index: Int, width: Int) throws(Violation) {
        let path = EntryBundle.path(index: index, width: width)
        do {
            for (offset, entry) in try folder.entries(bundle: index, size: 256 * index + width).enumerated() {
                let number = 256 * index + offset
                guard reading.hashes.leaf(number) == MerkleTree.leaf(entry) else {
                    throw RecordError("expected the bytes that the entries give, found another entry \(number)")
                }
            }
        } catch {
            throw Violation(.log, at: path, "\(error)")
        }
    }

    /// Throws unless the tile has the hashes that the entries give.
    private func requireHashes(_ tile: TileCoordinate) throws(Violation) {
        do {
            let (found, count) = try folder.beginning(of: tile.path, atMost: tile.byteCount)
            let expected = try reading.hashes.bytes(of: tile)
            guard found == expected, count == found.count else {
                let same = zip(found, expected).prefix { $0 == $1 }.count
                throw RecordError(
                    "expected the \(expected.count) bytes that the entries give, found \(count), "
                        + "different from byte \(same)")
            }
        } catch {
            throw Violation(.log, at: tile.path, "\(error)")
        }
    }

    /// The witnesses' cosignatures on the file. Throws unless it is a checkpoint of this log, signed, of the size in its
    /// name and the root at that size.
    private func checkCheckpoint(at path: String, size: Int?) throws(Violation) -> [Sighting] {
        do {
            guard let trust else { throw RecordError("there is no manifest that names the log's key") }
            let note = try folder.checkpoint(at: path)
            let head = try Checkpoint(of: note, by: trust.log).head
            let cosignatures = try trust.policy.cosignatures(of: note)
            if !path.isSame(as: RecordFolder.checkpointPath) {
                guard let size else { throw RecordError("expected a size as its name") }
                guard head.size == size else { throw RecordError("expected size \(size), found \(head.size)") }
            }
            guard let root = reading.roots[head.size] else {
                throw RecordError("expected a size of at most \(reading.hashes.size), found \(head.size)")
            }
            guard head.root == root else {
                throw RecordError("expected the root \(root.hex) at size \(head.size), found \(head.root.hex)")
            }
            return cosignatures.map {
                Sighting(size: head.size, witness: $0.witness, time: Timestamp(seconds: $0.time))
            }
        } catch {
            throw Violation(.log, at: path, "\(error)")
        }
    }

    /// The newest checkpoint is among the kept ones.
    private func checkNewestIsKept(_ report: inout CheckReport) {
        guard let checkpoint else { return }
        let path = RecordFolder.checkpointPath(size: checkpoint.head.size)
        if !paths.contains(where: path.isSame) { report.fail(at: path, "expected the newest checkpoint, found none") }
    }

    /// The newest checkpoint has its cosignatures, or waits for them. One that does not verify failed with its note.
    private func checkWitnesses(_ sightings: [Sighting], _ report: inout CheckReport) {
        guard let trust, let note, let count = try? trust.policy.count(note) else { return }
        for key in trust.policy.unusable {
            report.notes.append(
                "the policy's \(key.isLog ? "log" : "witness") \(key.name) has a key of type \(key.type), which is not known "
                    + "here: \(key.isLog ? "it is passed over" : "it counts as one that never cosigns")")
        }
        let witnesses = trust.policy.witnesses.count
        if witnesses > 0 {
            report.notes.append(
                count.cosigners.isEmpty
                    ? "cosigned by none of \(witnesses) witnesses"
                    : "cosigned by \(count.cosigners.count) of \(witnesses) witnesses: \(count.cosigners.listed())")
        }
        let moments = [reading.replay.history.last?.time, WitnessedTimes.lastQuorum(sightings, trust.policy)]
        guard let waiting = Waiting(count, since: moments.compactMap(\.self).max()) else { return }
        report.notes.append("asked for \(count.required): \(waiting)")
        report.waiting = waiting
    }
}
