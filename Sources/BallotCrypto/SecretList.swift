/// Secret scalars in order, each with one owner: this list.
final class SecretList: @unchecked Sendable {
    private final class Box: Sendable {
        let scalar: SecretScalar

        init(_ scalar: consuming SecretScalar) {
            self.scalar = scalar
        }
    }

    private var boxes: [Box] = []

    var count: Int { boxes.count }

    func append(_ scalar: consuming SecretScalar) {
        boxes.append(Box(scalar))
    }

    func with<Value: ~Copyable, Failure: Error>(
        _ index: Int, _ body: (borrowing SecretScalar) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(boxes[index].scalar)
    }

    /// The scalar at `index`, as a copy with an owner of its own.
    func copy(_ index: Int) -> SecretScalar { boxes[index].scalar.copy() }
}
