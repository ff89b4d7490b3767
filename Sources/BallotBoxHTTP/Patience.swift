/// What `work` makes, if it does so within the time; `work` is cancelled when it does not. Throws `error` then.
func within<Value: Sendable>(
    _ patience: Duration, else error: any Error, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await work() }
        group.addTask {
            try await Task.sleep(for: patience)
            throw error
        }
        defer { group.cancelAll() }
        guard let value = try await group.next() else { throw error }
        return value
    }
}
