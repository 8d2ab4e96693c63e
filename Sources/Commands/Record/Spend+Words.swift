import Planning

extension Spend {
    /// The amount as a table shows it: `~` marks an estimated part, `+ ?` calls of unknown price.
    var words: String {
        guard known > .zero || unpriced == 0 else { return "unknown" }
        return (estimated > .zero ? "~" : "") + "\(known)" + (unpriced > 0 ? " + ?" : "")
    }
}
