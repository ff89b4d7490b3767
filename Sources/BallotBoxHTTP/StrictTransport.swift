import HTTPTypes
import Hummingbird

/// Keeps browsers to TLS for a year. For a box that speaks TLS itself: behind a proxy the promise is the proxy's to make.
struct StrictTransport: RouterMiddleware {
    func handle(
        _ request: Request, context: BoxContext, next: (Request, BoxContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.strictTransportSecurity] = "max-age=31536000"
        return response
    }
}
