import ArgumentParser

@main
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stembus-witness",
        abstract: "Cosign a log's checkpoints, if each extends all that was cosigned before.",
        discussion: """
            stembus-witness site --key library.key --state state --log 'stem.example/noord-2027+9f3c…+AX…' > cosignature
            stembus-witness serve --key library.key --state state --log 'stem.example/noord-2027+9f3c…+AX…' --port 9001
            """,
        subcommands: [Cosign.self, Serve.self], defaultSubcommand: Cosign.self)
}
