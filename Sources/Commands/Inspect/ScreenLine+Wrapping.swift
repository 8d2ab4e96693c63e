extension ScreenLine {
    /// The line on as many lines as it takes, broken at blanks where there are any.
    func wrapped(to width: Int) -> [ScreenLine] {
        guard text.columns > width else { return [self] }
        var lines: [ScreenLine] = []
        var line = ScreenLine()
        var used = 0
        for piece in pieces {
            var rest = piece.text[...]
            while !rest.isEmpty {
                let (part, isWhole) = rest.part(fitting: width - used, isStart: used == 0)
                line.add(String(part), piece.style)
                used += part.columns
                rest = rest[part.endIndex...]
                guard !isWhole else { break }
                lines.append(line)
                line = ScreenLine()
                used = 0
                rest = rest.drop { $0 == " " }
            }
        }
        return lines + (line.pieces.isEmpty ? [] : [line])
    }
}

extension Substring {
    /// The beginning that fits into `room` columns, and whether that is everything. A line that has nothing on
    /// it yet takes at least one character.
    fileprivate func part(fitting room: Int, isStart: Bool) -> (Substring, isWhole: Bool) {
        var used = 0
        var end = startIndex
        var blank: Index?
        while end < endIndex {
            used += self[end].columns
            if used > room, !(isStart && end == startIndex) { break }
            if self[end] == " " { blank = end }
            end = index(after: end)
        }
        if end == endIndex { return (self, true) }
        if self[end] == " " { return (self[..<end], false) }
        guard let blank, blank > startIndex else { return (isStart ? self[..<end] : self[..<startIndex], false) }
        return (self[..<blank], false)
    }
}
