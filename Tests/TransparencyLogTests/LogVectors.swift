import Foundation

/// Worked bytes of a log of the entries "entry 0", "entry 1", …; golang.org/x/mod and aics-tlog agree with every one.
/// They may lie beside the project.
struct LogVectors: Decodable {
    struct Trees: Decodable {
        let emptyRoot: String
        let leafOfEmptyString: String
        let leafEntry0: String
        let roots: [String: String]
    }

    struct Inclusion: Decodable {
        let size: Int
        let index: Int
        let leafHash: String
        let root: String
        let proof: [String]
    }

    struct Consistency: Decodable {
        let old: Int
        let new: Int
        let oldRoot: String
        let newRoot: String
        let proof: [String]
    }

    struct Checkpoint: Decodable {
        let body: String
        let full: String
        let logSigLine: String
        let cosignatureW1Line: String
    }

    struct Tile: Decodable {
        let level: Int
        let full: Int
        let partialWidth: Int
    }

    struct Bundle: Decodable {
        let entries: [String]
        let hex: String
    }

    struct AddCheckpoint: Decodable {
        let requestBody: String
        let response200Body: String
        let response409Body: String
    }

    struct KeyID: Decodable {
        let keyId: String
        let vkey: String
    }

    struct File: Decodable {
        let file: String
    }

    let rfc6962: Trees
    let inclusion: [Inclusion]
    let consistency: [Consistency]
    let keyId: KeyID
    let witnessVkeys: [String]
    let checkpoint: Checkpoint
    let tileIndexPaths: [String: String]
    let tilesForSize: [String: [Tile]]
    let entryBundle3: Bundle
    let addCheckpoint: AddCheckpoint
    let tlogProof: File

    static let all: LogVectors? = {
        let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let data = try? Data(contentsOf: project.appending(path: "../shared/data/tlog-examples.json")) else {
            return nil
        }
        return try? decoder.decode(LogVectors.self, from: data)
    }()

    static var present: Bool { all != nil }
}
