extension String {
    /// The text on one line and without control characters: what comes from models and tools must
    /// not move the cursor or ring the bell.
    var printable: String {
        withoutControls(keepingLines: false).split(separator: " ").joined(separator: " ")
    }

    /// The text without control characters, its lines and tabs left as they are.
    var readable: String { withoutControls(keepingLines: true) }

    private func withoutControls(keepingLines: Bool) -> String {
        var visible = String.UnicodeScalarView()
        // A line break of two characters is one break.
        for scalar in replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where keepingLines && (scalar == "\n" || scalar == "\t"): visible.append(scalar)
            case .control, .lineSeparator, .paragraphSeparator: visible.append(" ")
            // Marks that turn the direction of writing can make a line say what it does not.
            case .format where scalar != "\u{200d}": visible.append(" ")
            default: visible.append(scalar)
            }
        }
        return String(visible)
    }
}
