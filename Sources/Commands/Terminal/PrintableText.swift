extension String {
    /// The text on one line and without control characters: what comes from models and tools must
    /// not move the cursor or ring the bell.
    var printable: String {
        let visible = unicodeScalars.map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: " "
            case .format where scalar != "\u{200d}": " "
            default: Character(scalar)
            }
        }
        return String(visible).split(separator: " ").joined(separator: " ")
    }

    /// The text cut to `width` characters, with an ellipsis if something is missing.
    func clipped(to width: Int) -> String {
        count <= max(width, 1) ? self : prefix(max(width, 1) - 1) + "…"
    }

    /// The text with spaces up to `width` characters.
    func padded(to width: Int) -> String {
        count >= width ? self : self + String(repeating: " ", count: width - count)
    }
}
