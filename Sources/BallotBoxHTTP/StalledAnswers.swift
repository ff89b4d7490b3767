import NIOCore

/// Closes a connection when its other side takes nothing of the answer for a while.
///
/// What counts is the bytes that wait in the channel: as long as some of them leave, a large answer over a slow line may
/// take its time.
final class StalledAnswers: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = NIOAny

    private let pause: TimeAmount
    private var waiting = 0
    /// How often in a row nothing had left.
    private var idle = 0
    private var next: Scheduled<Void>?
    /// Looks within the patience.
    private static let looks = 3

    init(patience: Duration) {
        pause = TimeAmount(patience / Self.looks)
    }

    func handlerAdded(context: ChannelHandlerContext) { look(context) }

    func handlerRemoved(context: ChannelHandlerContext) { next?.cancel() }

    private func look(_ context: ChannelHandlerContext) {
        let found = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        idle = found > 0 && found == waiting ? idle + 1 : 0
        waiting = found
        guard idle < Self.looks else { return context.close(promise: nil) }
        next = context.eventLoop.assumeIsolated().scheduleTask(in: pause) { self.look(context) }
    }
}
