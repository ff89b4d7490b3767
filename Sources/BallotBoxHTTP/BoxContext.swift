import HTTPTypes
import Hummingbird

/// A request on its way.
struct BoxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    var sender: Sender

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        sender = Sender(source.channel.remoteAddress)
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
