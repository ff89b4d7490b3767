/// Why a folder could not be published: the file, what was expected and what was found.
public struct PublicationError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
