// swift-tools-version: 6.2
import PackageDescription

// GRDB, Hummingbird and TOMLKit stand behind a trait that is on by default: an auditor builds
// `stembus-verify` with `--disable-default-traits`, on OpenSSL, argument-parser and swift-mustache alone.
func office(_ product: String, of package: String) -> Target.Dependency {
    .product(name: product, package: package, condition: .when(traits: ["Office"]))
}

/// What every Swift target compiles with. `BallotCrypto` alone talks to C.
let strict: [SwiftSetting] = [.strictMemorySafety(), .treatAllWarnings(as: .error)]
let crypto: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func room(
    _ name: String, _ imports: [Target.Dependency], _ settings: [SwiftSetting] = strict, embedding files: [String] = [],
    leaving others: [String] = []
) -> Target {
    .target(
        name: name, dependencies: imports, exclude: others, resources: files.map { .embedInCode($0) },
        swiftSettings: settings)
}

func tests(_ name: String, _ imports: [Target.Dependency] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.byName(name: name)] + imports)
}

func program(_ name: String, _ imports: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name,
        dependencies: imports + [.product(name: "ArgumentParser", package: "swift-argument-parser")],
        swiftSettings: strict)
}

let package = Package(
    name: "Stembus",
    products: [
        .library(name: "BudgetRules", targets: ["BudgetRules"]),
        .library(name: "TransparencyLog", targets: ["TransparencyLog"]),
        .library(name: "ElectionRecord", targets: ["ElectionRecord"]),
        .library(name: "Verifier", targets: ["Verifier"]),
        .executable(name: "stembus", targets: ["stembus"]),
        .executable(name: "stembus-box", targets: ["stembus-box"]),
        .executable(name: "stembus-publish", targets: ["stembus-publish"]),
        .executable(name: "stembus-verify", targets: ["stembus-verify"]),
        .executable(name: "stembus-witness", targets: ["stembus-witness"]),
    ],
    traits: [
        .trait(name: "Office", description: "What officials, the ballot box and witnesses need."),
        .default(enabledTraits: ["Office"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        // Layer 0
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        room("Wire", []),
        room("BudgetRules", []),
        // Layers 1 to 3
        room("BallotCrypto", ["COpenSSL", "Wire"], crypto),
        room("TransparencyLog", ["BallotCrypto", "Wire"]),
        room("ElectionRecord", ["Wire", "BudgetRules", "BallotCrypto", "TransparencyLog"]),
        // Layer 4
        room("Ceremony", ["ElectionRecord"]),
        room("BallotBox", ["ElectionRecord", "TransparencyLog"]),
        room("Verifier", ["ElectionRecord"]),
        // Layer 5
        room(
            "Publisher", ["ElectionRecord", "Verifier", .product(name: "Mustache", package: "swift-mustache")],
            embedding: ["templates", "strings", "style.css", "finder/find.js", "finder/find.css"],
            leaving: ["finder/source", "finder/strings"]),
        room("BallotBoxSQLite", ["BallotBox", office("GRDB", of: "GRDB.swift")]),
        room(
            "BallotBoxHTTP",
            [
                "BallotBox", office("Hummingbird", of: "hummingbird"), office("HummingbirdTLS", of: "hummingbird"),
                office("HummingbirdCore", of: "hummingbird"), office("HTTPTypes", of: "swift-http-types"),
                office("NIOCore", of: "swift-nio"), office("NIOSSL", of: "swift-nio-ssl"),
                office("AsyncHTTPClient", of: "async-http-client"),
                office("Logging", of: "swift-log"), office("CoreMetrics", of: "swift-metrics"),
                office("Metrics", of: "swift-metrics"),
            ]),
        // Layer 6
        program(
            "stembus",
            [
                "Ceremony", "BallotBox", "BallotBoxSQLite", "Publisher", "Verifier",
                office("TOMLKit", of: "TOMLKit"),
            ]),
        program(
            "stembus-box",
            [
                "BallotBoxHTTP", "BallotBoxSQLite", office("Logging", of: "swift-log"),
                office("Metrics", of: "swift-metrics"),
            ]),
        program("stembus-publish", ["BallotBoxSQLite", "Publisher"]),
        program("stembus-verify", ["Verifier", "Publisher"]),
        program(
            "stembus-witness",
            [
                "ElectionRecord", "TransparencyLog", office("Hummingbird", of: "hummingbird"),
                office("HTTPTypes", of: "swift-http-types"),
            ]),
        // Tests, and the program that makes vectors/
        .target(name: "CryptoFixture", dependencies: ["BallotCrypto", "Wire"], path: "Tests/CryptoFixture"),
        .executableTarget(
            name: "make-vectors",
            dependencies: [
                "BallotCrypto", "BudgetRules", "ElectionRecord", "CryptoFixture", "TransparencyLog", "Verifier", "Wire",
            ],
            path: "Tests/VectorGenerator", swiftSettings: strict),
        .target(name: "ElectionFixture", dependencies: ["Ceremony", "Publisher"], path: "Tests/Fixture"),
        .executableTarget(
            name: "stembus-bench",
            dependencies: ["ElectionFixture", "Ceremony", "BallotCrypto", "BudgetRules", "TransparencyLog", "Wire"],
            path: "Tests/Benchmark", swiftSettings: strict),
        tests("Wire"),
        tests("BudgetRules"),
        tests("BallotCrypto", ["CryptoFixture"]),
        tests("TransparencyLog"),
        tests("ElectionRecord"),
        tests("Ceremony", ["ElectionFixture"]),
        tests("stembus", ["ElectionFixture"]),
        tests("stembus-witness"),
        tests("BallotBox", ["ElectionFixture"]),
        tests("BallotBoxSQLite", ["ElectionFixture", .product(name: "GRDB", package: "GRDB.swift")]),
        tests(
            "BallotBoxHTTP",
            [
                "BallotBoxSQLite", "ElectionFixture", .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]),
        tests("Verifier", ["Ceremony", "Publisher", "ElectionFixture"]),
        tests("Publisher", ["ElectionFixture"]),
    ],
    swiftLanguageModes: [.v6]
)

// SwiftPM compiles a target anew when one that it names has changed. How values lie in memory follows from rooms further
// below as well, so every target names all that it reaches.
let named = Dictionary(
    uniqueKeysWithValues: package.targets.map { target in
        (target.name, target.dependencies.compactMap { if case .byNameItem(let name, _) = $0 { name } else { nil } })
    })

func reached(from name: String) -> Set<String> {
    (named[name] ?? []).reduce(into: []) { $0.formUnion([$1] + reached(from: $1)) }
}

for target in package.targets {
    let further = reached(from: target.name).subtracting(named[target.name] ?? [])
    target.dependencies += further.sorted().map { .byName(name: $0) }
}
