import BallotBoxHTTP
import Logging
import Metrics
import Synchronization

/// Keeps all that is logged, at every level.
final class LogBook: Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    var handler: any LogHandler { Writer(book: self) }

    private struct Writer: LogHandler {
        let book: LogBook
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]

        init(book: LogBook) {
            self.book = book
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
            book.kept.withLock { $0.append("\(event.level) \(event.message) \(all)") }
        }
    }
}

extension Polls {
    /// The process has one set of metrics.
    static let metrics: PrometheusMetrics = {
        let metrics = PrometheusMetrics()
        MetricsSystem.bootstrap(metrics)
        return metrics
    }()
}
