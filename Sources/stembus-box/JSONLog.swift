import Foundation
import Logging
import Wire

/// One JSON object a line on standard error, for whoever collects logs.
struct JSONLog: LogHandler {
    let label: String
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    init(label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues { "\($0)" }
        members["time"] = Date().formatted(.iso8601)
        members["level"] = event.level.rawValue
        members["message"] = "\(event.message)"
        guard let line = try? JSONEncoder().encode(members.mapValues(\.printable)) else { return }
        Terminal.complain(String(decoding: line, as: UTF8.self))
    }
}
