import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// A request on its way: with its sender as a number that means nothing outside this process.
struct BoxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    var sender: Int

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        sender = (source.channel.remoteAddress?.ipAddress ?? "").hashValue
    }
}

/// Takes the sender from `X-Forwarded-For`, which the proxy in front has set.
struct BehindProxy: RouterMiddleware {
    func handle(
        _ request: Request, context: BoxContext, next: (Request, BoxContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let fields = request.headers.filter { $0.name.canonicalName == "x-forwarded-for" }
        let addresses = fields.map(\.value).joined(separator: ",")
        if let last = addresses.split(separator: ",").last {
            context.sender = last.trimmingCharacters(in: .whitespaces).hashValue
        }
        return try await next(request, context)
    }
}

/// Logs and counts what was answered: the route as the router names it, so that no code stands in it.
struct RequestLog: RouterMiddleware {
    func handle(
        _ request: Request, context: BoxContext, next: (Request, BoxContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response: Response
        do { response = try await next(request, context) } catch let error as Unavailable {
            response = .unavailable(error.description)
        } catch let error as HTTPError {
            response = .fault(Self.kind(error.status), error.body ?? error.status.reasonPhrase, status: error.status)
        } catch {
            context.logger.error("request failed", metadata: ["reason": "\(error)"])
            response = .unavailable("the ballot box can't answer now")
        }
        let duration = ContinuousClock.now - start
        let route = context.endpointPath ?? "-"
        BoxMetrics.answered(route, response.status.code, in: duration)
        context.logger.debug(
            "answered",
            metadata: [
                "method": "\(request.method)", "route": "\(route)", "status": "\(response.status.code)",
                "milliseconds": "\(duration / .milliseconds(1))",
            ])
        return response
    }

    private static func kind(_ status: HTTPResponse.Status) -> String {
        switch status {
        case .contentTooLarge: "too-large"
        case .notFound: "not-found"
        case .requestTimeout: "too-slow"
        default: "refused"
        }
    }
}
