extension Inspector {
    /// From this width on, list and details stand side by side.
    private static let leastForBoth = 100
    private static let barWidth = 12

    private var isWide: Bool { columns >= Self.leastForBoth }

    /// The lines of the list, or of the details: the screen without its title and its last line.
    var paneHeight: Int { max(rows - 2, 0) }

    private var listWidth: Int { isWide ? columns * 23 / 40 : columns }
    private var detailWidth: Int { isWide ? columns - listWidth - 3 : columns }

    /// The screen: exactly as many lines as it has rows, each exactly as wide as it is.
    var screen: [ScreenLine] {
        guard rows > 0, columns > 0 else { return [] }
        var lines = [ScreenLine(inspection.title, .strong).fitted(to: columns)]
        lines += panes
        if rows > 1 { lines.append(status.fitted(to: columns)) }
        return Array(lines.prefix(rows))
    }

    private var panes: [ScreenLine] {
        if focus == .help { return page(Self.help, from: 0, width: columns) }
        let details = page(detailLines.map { $0.marking(query) }, from: detailTop, width: detailWidth)
        guard isWide else { return focus == .details ? details : list }
        return zip(list, details).map { left, right in
            var line = left
            line.add(" │ ", .faint)
            line.add(right)
            return line
        }
    }

    private func page(_ lines: [ScreenLine], from top: Int, width: Int) -> [ScreenLine] {
        let shown = Array(lines.dropFirst(max(top, 0)).prefix(paneHeight))
        return (shown + Array(repeating: ScreenLine(), count: paneHeight - shown.count)).map { $0.fitted(to: width) }
    }

    private var list: [ScreenLine] {
        let shown = inspection.rows.indices.dropFirst(listTop).prefix(paneHeight)
        return page(shown.map(line), from: 0, width: listWidth)
    }

    private func line(_ place: Int) -> ScreenLine {
        let row = inspection.rows[place]
        var label = ScreenLine(place == cursor ? "▸ " : "  ")
        label.add(row.label)
        let isBarShown = listWidth >= 60
        let end = row.tail.columns + 2 + (isBarShown ? Self.barWidth + 1 : 0)
        guard listWidth - end >= 16 else { return marked(label, place) }
        var line = label.fitted(to: listWidth - end)
        line.add("  " + row.tail, .faint)
        if isBarShown { line.add(" " + Self.bar(row)) }
        return marked(line, place)
    }

    private func marked(_ line: ScreenLine, _ place: Int) -> ScreenLine {
        let line = line.marking(query)
        return place == cursor && focus == .list ? line.fitted(to: listWidth).chosen : line
    }

    /// When the work went on, in the time of the whole run.
    private static func bar(_ row: InspectedRow) -> String {
        guard let span = row.span else { return String(repeating: " ", count: barWidth) }
        let first = min(Int(span.lowerBound * Double(barWidth)), barWidth - 1)
        let last = max(min(Int((span.upperBound * Double(barWidth)).rounded(.up)), barWidth), first + 1)
        let block = row.stands ? "█" : "░"
        return String(repeating: "·", count: first) + String(repeating: block, count: last - first)
            + String(repeating: "·", count: barWidth - last)
    }

    /// The details of the chosen row, wrapped.
    var detailLines: [ScreenLine] {
        (chosen?.details ?? []).drop { $0.text.isEmpty }.flatMap { $0.wrapped(to: max(detailWidth, 1)) }
    }

    private var status: ScreenLine {
        if let typed { return ScreenLine("/" + typed + "▏") }
        if let message { return ScreenLine(message, .busy) }
        let place =
            focus == .details
            ? "line \(min(detailTop + 1, max(detailLines.count, 1))) of \(detailLines.count)"
            : "\(min(cursor + 1, inspection.rows.count)) of \(inspection.rows.count)"
        let keys =
            switch focus {
            case .list: "j k move · l open · / search · ? keys · q quit"
            case .details: "j k scroll · h back · / search · ? keys"
            case .help: "any key goes back"
            }
        return ScreenLine("\(place) · \(keys)", .faint)
    }

    private static let help: [ScreenLine] = [
        ScreenLine("Keys", .strong),
        ScreenLine("j k  ↓ ↑            one line on, one back"),
        ScreenLine("Ctrl-d Ctrl-u       half a page on, back"),
        ScreenLine("Ctrl-f Ctrl-b       a page on, back; also the page keys and the space bar"),
        ScreenLine("gg G                to the beginning, to the end"),
        ScreenLine("l  Enter  →         open: the keys act on the details"),
        ScreenLine("h  q  Esc  ←        back to the list; q in the list quits"),
        ScreenLine("Tab                 the other pane"),
        ScreenLine("/text Enter         search the list with all its details, or the opened details"),
        ScreenLine("n N                 the next find, the one before; Esc in the list forgets the search"),
        ScreenLine("Ctrl-l  Ctrl-z      draw again; put aside, until `fg`"),
        ScreenLine("Ctrl-c              quit"),
        ScreenLine(),
        ScreenLine("█ it stands   ░ it did not   ▸ chosen"),
    ]
}
