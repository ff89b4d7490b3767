import BallotCrypto

/// What a past act was about: what is left of it when its keys and files are put aside.
public struct Subject: Hashable, Sendable {
    public var district: String?
    public var contest: String?
    public var project: String?
    /// The trustee's or the mixer's, from 1.
    public var number: Int?
    /// How many credentials it put on the roll, issued or revoked.
    public var credentials: Int?
    public var reason: String?
    public var channel: String?
    /// The new end of the window.
    public var closes: Timestamp?
    public var text: Texts?

    init(_ act: Act, issuers: Int) {
        func count(_ keys: [UInt8]) -> Int { keys.count / (Point.compressedCount * max(issuers, 1)) }
        switch act {
        case .manifest, .rehearsal, .open, .close, .result: break
        case .trustee(let trustee, _), .shares(let trustee, _, _), .confirm(let trustee, _, _): number = trustee
        case .roll(let district, let keys): (self.district, credentials) = (district, count(keys))
        case .revoke(let keys, let reason): (credentials, self.reason) = (count(keys), reason)
        case .issue(let district, let keys, let reason, let channel):
            (self.district, credentials, self.reason, self.channel) = (district, count(keys), reason, channel)
        case .withdraw(let contest, let project, let reason):
            (self.contest, self.project, self.reason) = (contest, project, reason)
        case .notice(let text): self.text = text
        case .extend(let closes, let reason): (self.closes, self.reason) = (closes, reason)
        case .mix(let contest, let mixer, _): (self.contest, number) = (contest, mixer)
        case .decrypt(let contest, let trustee, _): (self.contest, number) = (contest, trustee)
        }
    }
}
