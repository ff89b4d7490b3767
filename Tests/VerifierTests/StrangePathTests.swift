import ElectionRecord
import Foundation
import Testing

@testable import Verifier

@Suite("Paths are told apart by their bytes")
struct StrangePathTests {
    @Test("a file beside another, with the Kelvin sign for its K, is no part of the record")
    func kelvin() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stembus-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let tracking = folder.appending(path: "tracking")
        try FileManager.default.createDirectory(at: tracking, withIntermediateDirectories: true)
        try Data([1]).write(to: tracking.appending(path: "K"))
        try Data([2]).write(to: tracking.appending(path: "\u{212A}"))
        let record = HeldRecord(RecordFolder(folder.path()))
        let paths = try record.paths()
        #expect(paths.count == 2)
        var report = CheckReport(.files)
        FilesCheck(
            folder: record, paths: paths, references: [],
            derived: .success([PublishedFile(path: "tracking/K", bytes: [1])])
        ).run(&report)
        #expect(report.failures.map(\.message) == ["no part of the record"])
        #expect(report.failures.allSatisfy { $0.place.utf8.elementsEqual("tracking/\u{212A}".utf8) })
    }
}
