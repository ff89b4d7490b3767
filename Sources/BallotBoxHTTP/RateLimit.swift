import HTTPTypes
import Hummingbird
import Synchronization

/// So many posts a minute from one address, in bursts of as many; what is read is free.
///
/// An address is kept as a number that means nothing outside this process, for as long as it is owed patience.
final class RateLimit: RouterMiddleware {
    private struct Bucket {
        var tokens: Double
        var filled: ContinuousClock.Instant
    }

    private let perMinute: Int
    private let buckets = Mutex<[Int: Bucket]>([:])
    /// More addresses than this at once, and the full buckets are forgotten.
    private static let mostBuckets = 100_000

    init(perMinute: Int) {
        self.perMinute = perMinute
    }

    func handle(
        _ request: Request, context: BoxContext, next: (Request, BoxContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post, perMinute > 0, !take(context.sender) else {
            return try await next(request, context)
        }
        return .fault(
            "too-many-requests", "too many requests from this address", status: .tooManyRequests,
            [.retryAfter: "\(max(1, 60 / perMinute))"])
    }

    private func take(_ sender: Int) -> Bool {
        let (now, most) = (ContinuousClock.now, Double(perMinute))
        return buckets.withLock { buckets in
            if buckets.count > Self.mostBuckets {
                buckets = buckets.filter { refilled($0.value, now) < most }
            }
            var bucket = buckets[sender] ?? Bucket(tokens: most, filled: now)
            bucket.tokens = refilled(bucket, now)
            bucket.filled = now
            defer { buckets[sender] = bucket }
            guard bucket.tokens >= 1 else { return false }
            bucket.tokens -= 1
            return true
        }
    }

    private func refilled(_ bucket: Bucket, _ now: ContinuousClock.Instant) -> Double {
        let seconds = (now - bucket.filled) / Duration.seconds(1)
        return min(Double(perMinute), bucket.tokens + seconds * Double(perMinute) / 60)
    }
}
