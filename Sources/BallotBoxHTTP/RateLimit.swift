import HTTPTypes
import Hummingbird
import Synchronization

/// So many requests a minute from one sender, in bursts of as many.
///
/// Who sent nothing for a minute is owed all of them again, so a sender is forgotten after a minute or two.
final class RateLimit: RouterMiddleware {
    private struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    private struct Buckets {
        var recent: [Sender: Bucket] = [:]
        var older: [Sender: Bucket] = [:]
        var turned = ContinuousClock.now
    }

    private let perMinute: Int
    private let buckets = Mutex(Buckets())
    /// More senders than this at once, and those not seen lately are forgotten sooner.
    private static let mostRecent = 100_000

    /// 0 for no limit.
    init(perMinute: Int) {
        self.perMinute = perMinute
    }

    func handle(
        _ request: Request, context: BoxContext, next: (Request, BoxContext) async throws -> Response
    ) async throws -> Response {
        guard perMinute > 0, !take(context.sender) else { return try await next(request, context) }
        return .fault(
            "too-many-requests", "too many requests from this address", status: .tooManyRequests,
            [.retryAfter: "\((59 + perMinute) / perMinute)"])
    }

    private func take(_ sender: Sender) -> Bool {
        let (now, most) = (ContinuousClock.now, Double(perMinute))
        return buckets.withLock { buckets in
            if now - buckets.turned > .seconds(60) || buckets.recent.count >= Self.mostRecent {
                (buckets.older, buckets.recent, buckets.turned) = (buckets.recent, [:], now)
            }
            var bucket = buckets.recent[sender] ?? buckets.older[sender] ?? Bucket(tokens: most, filled: now)
            bucket.tokens = min(most, bucket.tokens + (now - bucket.filled) / .seconds(60) * most)
            bucket.filled = now
            let isOwed = bucket.tokens >= 1
            if isOwed { bucket.tokens -= 1 }
            buckets.recent[sender] = bucket
            return isOwed
        }
    }
}
