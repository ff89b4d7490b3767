import ElectionFixture
import ElectionRecord
import Foundation
import Glibc
import Publisher
import Synchronization
import Testing

@testable import Verifier

/// A file on the disk that is written to whenever somebody has read it.
private final class Racer: Sendable {
    private let isOver = Mutex(false)
    private let done = DispatchSemaphore(value: 0)

    /// `shows` says what is written after so many reads; nil for nothing.
    init(_ path: String, shows: @escaping @Sendable (_ reads: Int) -> [UInt8]?) {
        let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
        let watch = inotify_init1(Int32(O_NONBLOCK | O_CLOEXEC))
        _ = unsafe inotify_add_watch(watch, path, UInt32(IN_ACCESS))
        Thread.detachNewThread { [self] in
            var reads = 0
            var events = [UInt8](repeating: 0, count: 4096)
            while !isOver.withLock(\.self) {
                // An event of a watched file has 16 bytes.
                for _ in 0..<max(0, unsafe read(watch, &events, events.count)) / 16 {
                    reads += 1
                    if let bytes = shows(reads) { _ = unsafe pwrite(file, bytes, bytes.count, 0) }
                }
            }
            close(watch)
            close(file)
            done.signal()
        }
    }

    func stop() {
        isOver.withLock { $0 = true }
        done.wait()
    }
}

@Suite("A folder on the disk that is written to at every read", .serialized)
struct RaceTests {
    @Test(
        "false while it is hashed, true while it is proven, false when it is counted or opened: never verified",
        arguments: 0..<2)
    func raced(which: Int) throws {
        let forgery = try [ChangingRecordTests.unmixed, ChangingRecordTests.miscounted][which].get()
        for last in 2..<20 {
            try forgery.folder.onDisk { folder in
                let file = "\(folder)/\(forgery.path)"
                let lie = Array(try Data(contentsOf: URL(filePath: file)))
                let racer = Racer(file) { reads in
                    reads == 1 ? forgery.truth : reads == last ? lie : nil
                }
                defer { racer.stop() }
                let verification = try Verifier.verify(RecordFolder(folder), pages: Site.pages)
                #expect(verification.report.verdict.isFailed, "true until read \(last)")
                if which == 0 { #expect(verification.lists[0] == nil, "true until read \(last)") }
            }
        }
    }
}
