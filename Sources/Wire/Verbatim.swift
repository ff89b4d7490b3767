/// A string that is what its UTF-8 bytes are: the one way in which the record's strings are compared.
///
/// Swift's `String` compares by canonical equivalence: the letter K and the Kelvin sign are one to it, and two to whoever
/// reads the bytes.
public struct Verbatim: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible,
    CustomDebugStringConvertible
{
    public let text: String

    public init(_ text: some StringProtocol) { self.text = String(text) }

    public init(stringLiteral text: String) { self.text = text }

    public static func == (left: Verbatim, right: Verbatim) -> Bool { left.text.isSame(as: right.text) }

    /// The order of the bytes.
    public static func < (left: Verbatim, right: Verbatim) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }

    public var description: String { text }

    public var debugDescription: String { text.debugDescription }
}

/// A name by its NFC form (UAX #15), of which neighbourhoods, categories and channels alone are: people type them twice, on
/// devices that write one letter in two ways.
public struct NFCName: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible,
    CustomDebugStringConvertible
{
    /// As it was written first.
    public let text: String

    /// Bytes that such a name of a record has at most: to put many combining marks in their order takes the square of their
    /// number.
    public static let largest = 256

    public init(_ text: String) { self.text = text }

    /// Throws `WireError` when the name is longer than a record's may be.
    public static func require(_ text: String, _ place: String) throws(WireError) {
        guard text.utf8.count <= largest else {
            throw WireError(
                "\(place): expected a name of at most \(largest) bytes, found \(text.utf8.count): \"\(text.beginning(16))…\""
            )
        }
    }

    public init(stringLiteral text: String) { self.text = text }

    /// By canonical equivalence, which is what equal NFC forms are.
    public static func == (left: NFCName, right: NFCName) -> Bool { left.text == right.text }

    /// The order of the NFC forms' bytes.
    public static func < (left: NFCName, right: NFCName) -> Bool { left.text < right.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    public var description: String { text }

    public var debugDescription: String { text.debugDescription }
}

extension StringProtocol {
    /// Whether the bytes are the same.
    public func isSame(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }

    /// The first so many of Unicode's scalars, for a message.
    public func beginning(_ count: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(count))) }

    /// Whether the bytes begin so.
    public func begins(with beginning: String) -> Bool { utf8.starts(with: beginning.utf8) }

    /// Whether the bytes end so.
    public func ends(with end: String) -> Bool { utf8.suffix(end.utf8.count).elementsEqual(end.utf8) }
}

extension String {
    /// The pieces between the bytes `separator`, empty ones too, which is an ASCII character: a CR before an LF, or an
    /// accent after a space, hides none of them.
    public func pieces(at separator: Unicode.Scalar, most: Int = .max) -> [String] {
        utf8.split(
            separator: UInt8(ascii: separator), maxSplits: most == .max ? .max : most - 1,
            omittingEmptySubsequences: false
        ).map { String(Substring($0)) }
    }

    /// What follows the first `count` bytes, which end between two characters.
    public func dropping(bytes count: Int) -> String { String(decoding: utf8.dropFirst(count), as: UTF8.self) }

    /// What stands before the last `count` bytes, which begin between two characters.
    public func dropping(last count: Int) -> String { String(decoding: utf8.dropLast(count), as: UTF8.self) }
}
