/// The lines at the bottom of a terminal that are drawn again and again, and what has to be written
/// to replace them: each line is overwritten where it stands, so that nothing flickers.
struct LiveFrame {
    private var live: [String] = []

    /// What to write so that `above` is added to what scrolls, and `live` stands below it.
    /// - Parameter width: the columns of the terminal at this moment; it may have changed.
    mutating func replace(above: [String], live: [String], width: Int) -> String {
        guard !above.isEmpty || live != self.live else { return "" }
        // A terminal that became narrower has wrapped the old lines.
        let rows = self.live.reduce(0) { $0 + max(1, ($1.withoutColors.columns + width - 1) / max(width, 1)) }
        self.live = live
        let back = rows == 0 ? "" : "\u{1b}[\(rows)A\r"
        return back + (above + live).map { $0 + "\u{1b}[K\n" }.joined() + (rows == 0 ? "" : "\u{1b}[J")
    }
}

extension String {
    /// The text without what colours it.
    fileprivate var withoutColors: String { replacing(/\u{1b}\[[0-9;]*m/, with: "") }
}
