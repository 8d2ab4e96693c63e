extension StringProtocol {
    /// What a stranger wrote, cut to `count` code points. Letters are no measure: one letter may carry megabytes of marks.
    func cut(to count: Int) -> String {
        String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
    }
}
