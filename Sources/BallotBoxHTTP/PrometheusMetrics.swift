import CoreMetrics
import Synchronization

/// Metrics as Prometheus' text format 0.0.4 shows them: counters, gauges, and summaries as sum and count.
public final class PrometheusMetrics: MetricsFactory {
    private struct Key: Hashable {
        let label: String
        let dimensions: String
    }

    private let values = Mutex<[Key: Value]>([:])

    public init() {}

    /// The metrics, in order of their names.
    public var text: String {
        let values = values.withLock { $0 }.sorted {
            ($0.key.label, $0.key.dimensions) < ($1.key.label, $1.key.dimensions)
        }
        var lines: [String] = []
        var last = ""
        for (key, value) in values {
            if key.label != last { lines.append("# TYPE \(key.label) \(value.kind)") }
            last = key.label
            let (sum, count) = value.total
            if value.kind == .summary {
                lines.append("\(key.label)_sum\(key.dimensions) \(sum)")
                lines.append("\(key.label)_count\(key.dimensions) \(count)")
            } else {
                lines.append("\(key.label)\(key.dimensions) \(sum)")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func value(_ kind: Value.Kind, _ label: String, _ dimensions: [(String, String)]) -> Value {
        let pairs = dimensions.map { "\($0)=\"\($1)\"" }.joined(separator: ",")
        let key = Key(label: label, dimensions: pairs.isEmpty ? "" : "{\(pairs)}")
        return values.withLock { values in
            let value = values[key] ?? Value(kind)
            values[key] = value
            return value
        }
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        value(.counter, label, dimensions)
    }

    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        value(.counter, label, dimensions)
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        value(.gauge, label, dimensions)
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        value(aggregate ? .summary : .gauge, label, dimensions)
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        value(.summary, label, dimensions)
    }

    public func destroyCounter(_: any CounterHandler) {}
    public func destroyFloatingPointCounter(_: any FloatingPointCounterHandler) {}
    public func destroyMeter(_: any MeterHandler) {}
    public func destroyRecorder(_: any RecorderHandler) {}
    public func destroyTimer(_: any TimerHandler) {}

    /// One line of the text, whatever its kind.
    private final class Value: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler
    {
        enum Kind: String, CustomStringConvertible {
            case counter, gauge, summary

            var description: String { rawValue }
        }

        let kind: Kind
        private let state = Mutex((sum: 0.0, count: 0))

        init(_ kind: Kind) {
            self.kind = kind
        }

        var total: (sum: Double, count: Int) { state.withLock { $0 } }

        func increment(by amount: Int64) { increment(by: Double(amount)) }
        func increment(by amount: Double) { state.withLock { $0.sum += amount } }
        func decrement(by amount: Double) { increment(by: -amount) }
        func reset() { set(0.0) }
        func set(_ value: Int64) { set(Double(value)) }
        func set(_ value: Double) { state.withLock { $0 = (value, 1) } }
        func record(_ value: Int64) { record(Double(value)) }

        func record(_ value: Double) {
            guard kind == .summary else { return set(value) }
            state.withLock { $0 = ($0.sum + value, $0.count + 1) }
        }

        func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    }
}
