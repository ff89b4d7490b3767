import HTTPTypes
import Hummingbird
import NIOCore
import Wire

/// Who sent a request, as a number that means nothing outside this process: an IPv4 address, or the half of an IPv6
/// address that a household has to itself.
struct Sender: Hashable, Sendable {
    private let number: Int

    init(_ address: SocketAddress?) {
        number =
            switch address {
            case .v4(let address): unsafe withUnsafeBytes(of: address.address.sin_addr) { unsafe Array($0) }.hashValue
            case .v6(let address):
                unsafe withUnsafeBytes(of: address.address.sin6_addr) { unsafe Self.household(Array($0)) }
            default: 0
            }
    }

    /// The address in `198.51.100.4`, `198.51.100.4:5001`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:5001`. Whoever a
    /// proxy calls something else is one sender with all such others.
    init(_ text: String) {
        let parts = text.pieces(at: ":")
        let address =
            if text.begins(with: "[") {
                text.dropping(bytes: 1).pieces(at: "]")[0]
            } else {
                parts.count == 2 ? parts[0] : text
            }
        self.init(try? SocketAddress(ipAddress: address, port: 0))
    }

    private static func household(_ bytes: [UInt8]) -> Int {
        let isMapped = bytes.starts(with: [UInt8](repeating: 0, count: 10) + [255, 255])
        return Array(isMapped ? bytes[12...] : bytes[..<8]).hashValue
    }
}

/// Takes the sender from `X-Forwarded-For`: the last address in it is the one that the proxy in front has seen itself.
struct BehindProxy: RouterMiddleware {
    func handle(
        _ request: Request, context: BoxContext, next: (Request, BoxContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let fields = request.headers.filter { $0.name.canonicalName == "x-forwarded-for" }
        if let last = fields.last?.value.pieces(at: ",").last(where: { !$0.isEmpty }) {
            context.sender = Sender(last.trimmingCharacters(in: .whitespaces))
        }
        return try await next(request, context)
    }
}
