import Foundation

/// A line of the screen: pieces of text, each with how it looks. Nothing in it steers the terminal.
struct ScreenLine: Equatable {
    /// How a piece looks.
    enum Style: Equatable {
        case plain, strong, faint, good, busy, bad
        /// The row that the keys act on.
        case chosen
        /// What a search has found.
        case found
    }

    /// A piece of the line.
    struct Piece: Equatable {
        var text: String
        var style: Style
    }

    private(set) var pieces: [Piece] = []

    init() {}

    init(_ text: String, _ style: Style = .plain) {
        add(text, style)
    }

    mutating func add(_ text: String, _ style: Style = .plain) {
        if !text.isEmpty { pieces.append(Piece(text: text, style: style)) }
    }

    mutating func add(_ line: ScreenLine) { pieces += line.pieces }

    /// The text alone.
    var text: String { pieces.map(\.text).joined() }

    /// The line in exactly `width` columns.
    func fitted(to width: Int) -> ScreenLine {
        var line = ScreenLine()
        var left = max(width, 0)
        for (place, piece) in pieces.enumerated() where left > 0 {
            let rest = pieces[(place + 1)...].contains { !$0.text.isEmpty }
            // The ellipsis stands where something is missing, in whichever piece that is.
            let isCut = piece.text.columns > left || piece.text.columns == left && rest
            let text = isCut ? (piece.text + "…").clipped(to: left) : piece.text
            line.add(text, piece.style)
            left = isCut ? 0 : left - text.columns
        }
        line.add(String(repeating: " ", count: max(width - line.text.columns, 0)))
        return line
    }

    /// The line with every occurrence of `query` marked, in whichever case.
    func marking(_ query: String) -> ScreenLine {
        guard !query.isEmpty else { return self }
        var line = ScreenLine()
        for piece in pieces {
            var rest = piece.text[...]
            while let range = rest.range(of: query, options: .caseInsensitive) {
                line.add(String(rest[..<range.lowerBound]), piece.style)
                line.add(String(rest[range]), .found)
                rest = rest[range.upperBound...]
            }
            line.add(String(rest), piece.style)
        }
        return line
    }

    /// The line as the chosen one; what a search has found in it can still be told.
    var chosen: ScreenLine {
        var line = self
        for place in line.pieces.indices where line.pieces[place].style != .found {
            line.pieces[place].style = .chosen
        }
        return line
    }

    /// What a terminal has to be sent to show the line.
    func rendered(inColor hasColor: Bool) -> String {
        pieces.map { piece in
            Self.code(of: piece.style, hasColor).map { "\u{1b}[\($0)m\(piece.text)\u{1b}[0m" } ?? piece.text
        }.joined()
    }

    private static func code(of style: Style, _ hasColor: Bool) -> String? {
        switch style {
        case .plain: nil
        case .strong: "1"
        case .chosen: "7"
        case .found: "1;4"
        case .faint: hasColor ? "2" : nil
        case .good: hasColor ? "32" : nil
        case .busy: hasColor ? "33" : nil
        case .bad: hasColor ? "31" : nil
        }
    }
}
