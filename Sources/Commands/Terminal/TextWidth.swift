extension Character {
    /// The columns it takes on a terminal: two for East Asian wide characters and for emoji, none
    /// for a mark without a letter, and one for everything else that can be seen.
    var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if first.isASCII { return unicodeScalars.contains("\u{fe0f}") ? 2 : 1 }
        if first.properties.isEmojiPresentation || unicodeScalars.contains("\u{fe0f}") || first.isWide { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return 1
        }
    }
}

extension Unicode.Scalar {
    /// Whether terminals draw it two columns wide (East Asian Width “wide” and “fullwidth”).
    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3,
            0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1b000...0x1b2ff, 0x1f200...0x1f2ff,
            0x20000...0x3fffd:
            true
        default: false
        }
    }
}

extension StringProtocol {
    /// The columns that the text takes on a terminal, if it is one line without colours.
    var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension String {
    /// The text cut to `width` columns, with an ellipsis if something is missing.
    func clipped(to width: Int) -> String {
        var used = 0
        // The end of what leaves room for the ellipsis.
        var cut = startIndex
        for index in indices {
            used += self[index].columns
            if used > width { return width < 1 ? "" : self[..<cut] + "…" }
            if used < width { cut = self.index(after: index) }
        }
        return self
    }

    /// The text with spaces up to `width` columns.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(width - columns, 0))
    }
}
