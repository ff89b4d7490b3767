extension Int {
    /// This part of `whole`, where the whole is `units`: rounded half up, and 0 of nothing. Amounts may be as large as
    /// they like.
    func share(of whole: Int, in units: Int) -> Int {
        guard whole > 0 else { return 0 }
        return Int(clamping: (Int128(self) * Int128(units) * 2 + Int128(whole)) / (Int128(whole) * 2))
    }
}
