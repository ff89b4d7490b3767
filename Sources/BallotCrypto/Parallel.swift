import Dispatch
import Synchronization

/// The results of `body` for 0 ..< count, in order, computed on all cores in chunks.
/// Throws the error of the lowest index that failed in the first chunk that failed.
public func parallelMap<Value: Sendable, Failure: Error>(
    count: Int, chunk: Int = 64, _ body: @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
    let chunks = (count + chunk - 1) / chunk
    let results = Mutex<[Int: Result<[Value], Failure>]>([:])
    DispatchQueue.concurrentPerform(iterations: chunks) { number in
        var values: [Value] = []
        let range = number * chunk..<min(count, (number + 1) * chunk)
        values.reserveCapacity(range.count)
        let result: Result<[Value], Failure>
        do throws(Failure) {
            for index in range { values.append(try body(index)) }
            result = .success(values)
        } catch {
            result = .failure(error)
        }
        results.withLock { $0[number] = result }
    }
    let done = results.withLock { $0 }
    var all: [Value] = []
    all.reserveCapacity(count)
    for number in 0..<chunks {
        if let result = done[number] { all += try result.get() }
    }
    return all
}
