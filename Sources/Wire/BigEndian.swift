extension FixedWidthInteger {
    /// The integer's bytes, most significant first.
    public var bigEndianBytes: [UInt8] {
        let count = Self.bitWidth / 8
        return (0..<count).map { UInt8(truncatingIfNeeded: self >> (8 * (count - 1 - $0))) }
    }
}
