import Foundation
import Wire

/// Makes vectors/ anew, the same bytes each time: `make-vectors FOLDER`; `make-vectors --check FOLDER` compares instead.
@main
enum MakeVectors {
    static func main() throws {
        var arguments = CommandLine.arguments.dropFirst()
        let isCheck = arguments.first == "--check"
        if isCheck { arguments = arguments.dropFirst() }
        guard let folder = arguments.first, arguments.count == 1, !folder.hasPrefix("-") else {
            FileHandle.standardError.write(Data("usage: make-vectors [--check] FOLDER\n".utf8))
            exit(64)
        }
        var stale: [String] = []
        for (name, vectors) in [
            ("cryptography", try CryptographyVectors.all()), ("log", try LogVectors.all()),
            ("record", RecordVectors.all()), ("tally", try TallyVectors.all()), ("files", try FileVectors.all()),
        ] {
            let url = URL(filePath: "\(folder)/\(name).json")
            let bytes = Data(vectors.pretty.utf8)
            if isCheck {
                if (try? Data(contentsOf: url)) != bytes { stale.append(url.path) }
            } else {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try bytes.write(to: url)
            }
        }
        for path in stale { print("\(path): not what make-vectors makes") }
        if isCheck, stale.isEmpty { print("vectors: 5 files are what make-vectors makes") }
        exit(stale.isEmpty ? 0 : 1)
    }
}

extension JSON {
    static func hex(_ bytes: some Sequence<UInt8>) -> JSON { .string(Hex.encode(bytes)) }

    static func integers(_ values: [Int]) -> JSON { .array(values.map(JSON.integer)) }

    static func strings(_ values: [String]) -> JSON { .array(values.map(JSON.string)) }

    /// Indented, members in order of their names.
    var pretty: String { pretty(0) + "\n" }

    private func pretty(_ depth: Int) -> String {
        let inner = String(repeating: "  ", count: depth + 1)
        let outer = String(repeating: "  ", count: depth)
        switch self {
        case .array(let elements) where !elements.isEmpty:
            return "[\n" + elements.map { inner + $0.pretty(depth + 1) }.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let members) where !members.isEmpty:
            let lines = members.sorted { $0.key < $1.key }.map { key, value in
                "\(inner)\(JSON.string(key.text).text): \(value.pretty(depth + 1))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        default: return text
        }
    }
}
