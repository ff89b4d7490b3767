import ElectionRecord
import Foundation
import Testing

@Suite("Files that are opened")
struct RegularFileTests {
    /// A fresh folder, removed when `body` is done.
    private func inFolder(_ body: (_ folder: String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: "\(folder)/a/b", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func put(_ text: String, at path: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }

    private func link(_ path: String, to other: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: other)
    }

    @Test("a file of at most the limit is read, one byte more is refused")
    func limit() throws {
        try inFolder { folder in
            try put("seven..", at: "\(folder)/file")
            #expect(try RegularFile.bytes(at: "\(folder)/file", atMost: 7) == Array("seven..".utf8))
            #expect(throws: RecordError("\(folder)/file: expected at most 6 bytes, found 7")) {
                try RegularFile.bytes(at: "\(folder)/file", atMost: 6)
            }
            #expect(try RecordFolder(folder).bytes(at: "file", atMost: 7) == Array("seven..".utf8))
            #expect(throws: RecordError("file: expected at most 6 bytes, found 7")) {
                try RecordFolder(folder).bytes(at: "file", atMost: 6)
            }
        }
    }

    @Test("a sparse terabyte is refused before it is read", .timeLimit(.minutes(10)))
    func sparse() throws {
        try inFolder { folder in
            try put("", at: "\(folder)/file")
            #expect(unsafe truncate("\(folder)/file", 1 << 40) == 0)
            #expect(throws: RecordError("\(folder)/file: expected at most 1048576 bytes, found 1099511627776")) {
                try RegularFile.bytes(at: "\(folder)/file", atMost: 1 << 20)
            }
            #expect(try RecordFolder(folder).beginning(of: "file", atMost: 3).bytes == [0, 0, 0])
        }
    }

    @Test("a device, a pipe and a folder are no files, and keep nobody waiting", .timeLimit(.minutes(10)))
    func kinds() throws {
        try inFolder { folder in
            #expect(unsafe mkfifo("\(folder)/pipe", 0o644) == 0)
            for path in ["/dev/zero", "\(folder)/pipe", "\(folder)/a"] {
                #expect(throws: RecordError("\(path): expected a file, found a link, a folder or a device")) {
                    try RegularFile.bytes(at: path, atMost: 1 << 20)
                }
                #expect(throws: RecordError.self) { try RegularFile.bytesIfThere(at: path, atMost: 1 << 20) }
            }
            #expect(throws: RecordError("pipe: expected a file, found a link, a folder or a device")) {
                try RecordFolder(folder).file(at: "pipe")
            }
        }
    }

    @Test("a link is followed where a person names it, and nowhere on the way to a file of a record")
    func links() throws {
        try inFolder { folder in
            try put("told", at: "\(folder)/a/b/file")
            try link("\(folder)/a/b/link", to: "\(folder)/a/b/file")
            try link("\(folder)/c", to: "\(folder)/a")
            #expect(try RegularFile.bytes(at: "\(folder)/c/b/link", atMost: 4) == Array("told".utf8))
            #expect(try RecordFolder(folder).bytes(at: "a/b/file", atMost: 4) == Array("told".utf8))
            #expect(try RecordFolder("\(folder)/c").bytes(at: "b/file", atMost: 4) == Array("told".utf8))
            for path in ["a/b/link", "c/b/file", "c"] {
                #expect(throws: RecordError("\(path): expected a file, found a link, a folder or a device")) {
                    try RecordFolder(folder).file(at: path)
                }
            }
        }
    }

    @Test("only a file that is not there is none; one that can't be read is an error")
    func missing() throws {
        try inFolder { folder in
            #expect(try RegularFile.bytesIfThere(at: "\(folder)/none", atMost: 1) == nil)
            #expect(throws: RecordError("\(folder)/none: can't be read")) {
                try RegularFile.bytes(at: "\(folder)/none", atMost: 1)
            }
            try put("", at: "\(folder)/file")
            #expect(throws: RecordError.self) { try RegularFile.bytesIfThere(at: "\(folder)/file/none", atMost: 1) }
        }
    }

    @Test("what is written to a file after it was opened is not read, and what is taken away is missed")
    func changed() throws {
        try inFolder { folder in
            try put("before", at: "\(folder)/file")
            let file = try RegularFile("\(folder)/file")
            #expect(unsafe truncate("\(folder)/file", 100) == 0)
            #expect(try file.bytes(0..<file.count) == Array("before".utf8))
            #expect(unsafe truncate("\(folder)/file", 3) == 0)
            #expect { try file.bytes(0..<file.count) } throws: { "\($0)".contains("can't be read") }
        }
    }

    @Test("a record's file that was not there at first is not there later, and one that was is missed")
    func absent() throws {
        try inFolder { folder in
            let record = HeldRecord(RecordFolder(folder))
            #expect(throws: RecordError.self) { try record.file(at: "file") }
            try put("a", at: "\(folder)/file")
            #expect { try record.file(at: "file") } throws: { "\($0)" == "file: can't be read" }
            let later = HeldRecord(RecordFolder(folder))
            #expect(try later.file(at: "file").count == 1)
            try FileManager.default.removeItem(atPath: "\(folder)/file")
            #expect { try later.file(at: "file") } throws: { "\($0)" == "file: can't be read" }
        }
    }

    @Test("a record's file must read as it first did, byte by byte, and its list of files too")
    func held() throws {
        try inFolder { folder in
            let first = [UInt8]((0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 251) })
            try Data(first).write(to: URL(filePath: "\(folder)/file"))
            let record = HeldRecord(RecordFolder(folder))
            #expect(try record.paths() == ["file"])
            #expect(try record.beginning(of: "file", atMost: 50_000).bytes == Array(first[..<50_000]))
            var later = first
            later[40_000] ^= 1
            later[90_000] ^= 1
            try Data(later).write(to: URL(filePath: "\(folder)/file"))
            try put("", at: "\(folder)/more")
            #expect(try record.paths() == ["file"])
            let again = try record.file(at: "file")
            // The second half is read for the first time, the first half is not.
            #expect(try again.bytes(80_000..<100_000) == Array(later[80_000...]))
            #expect(try again.bytes(0..<10) == Array(first[..<10]))
            #expect(record.changed.isEmpty)
            #expect { try again.bytes(39_999..<40_001) } throws: { "\($0)" == "file: changed while it was read" }
            #expect(record.changed == ["file"])
            #expect { try again.bytes(0..<100_000) } throws: { "\($0)" == "file: changed while it was read" }
            try Data(first + [0]).write(to: URL(filePath: "\(folder)/file"))
            #expect(throws: RecordError("file: changed while it was read")) { try record.file(at: "file") }
        }
    }
}
