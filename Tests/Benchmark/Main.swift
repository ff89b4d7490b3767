import Foundation
import Wire

/// What `tools/bench` runs: each command measures one thing and prints it as one line of JSON.
@main
enum Benchmark {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.dropFirst().first) {
        case ("steps", let count?): print(try Steps(count: Int(count) ?? 1000).json.text)
        case ("election", let count?):
            guard arguments.count == 4 else { break }
            try WholeElection(count: Int(count) ?? 1000, mixers: Int(arguments[2]) ?? 2).write(to: arguments[3])
            return
        case ("limits", let folder?):
            guard arguments.count == 4 else { break }
            print(try Limits(folder: folder, full: Int(arguments[2]) ?? 0, half: Int(arguments[3]) ?? 0).json.text)
        case ("leaves", let folder?): print(try Leaves(folder: folder).json.text)
        case ("rules", _?): try arguments.dropFirst().forEach(RuleTimes.measure)
        default: break
        }
        guard arguments.count > 1 else {
            print(
                """
                usage: stembus-bench steps COUNT | election COUNT MIXERS FOLDER | limits FOLDER FULL HALF
                       stembus-bench leaves FOLDER | rules FILE…
                """
            )
            exit(64)
        }
    }
}

/// Processor nanoseconds that `body` takes, of all threads, so that other work on the machine counts less.
func processorNanoseconds(_ body: () throws -> Void) rethrows -> Int {
    func now() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }
    let start = now()
    try body()
    return now() - start
}
