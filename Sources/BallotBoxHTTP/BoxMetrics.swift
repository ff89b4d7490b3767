import BallotBox
import Metrics

/// What the box counts (spec/box.md, "Metrics").
enum BoxMetrics {
    static let receipts = Counter(label: "stembus_receipts_total")
    static let failures = Counter(label: "stembus_box_failures_total")
    static let batchSize = Recorder(label: "stembus_batch_ballots")
    static let batchTime = Metrics.Timer(label: "stembus_batch_seconds")
    static let waiting = Meter(label: "stembus_ballots_waiting")
    static let size = Meter(label: "stembus_log_size")

    static func refused(_ refusal: Refusal) {
        Counter(label: "stembus_refusals_total", dimensions: [("reason", refusal.kind)]).increment()
    }

    static func answered(_ route: String, _ status: Int, in duration: Duration) {
        let dimensions = [("route", route), ("status", String(status))]
        Metrics.Timer(label: "stembus_request_seconds", dimensions: dimensions).record(duration: duration)
    }
}
