import Foundation

/// The viewer of a run as a value: keys and sizes go in, lines of the screen come out. The terminal only
/// carries both.
struct Inspector {
    /// What a key asks of the terminal.
    enum Effect: Equatable {
        case none, quit, interrupt, suspend, repaint
    }

    /// Which part the keys act on.
    enum Focus: Equatable {
        case list, details, help
    }

    private(set) var inspection: Inspection
    private(set) var columns: Int
    private(set) var rows: Int
    private(set) var focus = Focus.list
    /// The chosen row.
    private(set) var cursor = 0
    /// The first row that is shown.
    var listTop = 0
    /// The first line of the details that is shown.
    var detailTop = 0
    /// What was searched for last.
    private(set) var query = ""
    /// What is being typed after `/`; nil when nothing is.
    private(set) var typed: String?
    /// What the last line says instead of the keys.
    private(set) var message: String?
    private var hasPressedG = false

    init(_ inspection: Inspection, columns: Int, rows: Int) {
        self.inspection = inspection
        self.columns = columns
        self.rows = rows
    }

    /// The terminal has another size.
    mutating func resize(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        settle()
    }

    /// The run has gone on. Who stands at the end stays there.
    mutating func show(_ newer: Inspection) {
        let followsEnd = cursor > 0 && cursor == inspection.rows.count - 1
        let subject = chosen?.subject
        inspection = newer
        if followsEnd {
            cursor = max(newer.rows.count - 1, 0)
        } else if let place = newer.rows.firstIndex(where: { $0.subject == subject }) {
            cursor = place
        }
        settle()
    }

    /// The row whose details are shown.
    var chosen: InspectedRow? {
        inspection.rows.indices.contains(cursor) ? inspection.rows[cursor] : nil
    }

    /// Takes a key.
    mutating func press(_ key: Key) -> Effect {
        message = nil
        if typed != nil { return type(key) }
        let wasG = hasPressedG
        hasPressedG = false
        defer { settle() }
        switch key {
        case .control("c"): return .interrupt
        case .control("z"): return .suspend
        case .control("l"): return .repaint
        case .character("q"), .character("h"), .left, .escape: return back(key)
        case .character("?"): focus = focus == .help ? .list : .help
        case _ where focus == .help: focus = .list
        case .character("l"), .enter, .right: focus = .details
        case .tab: focus = focus == .list ? .details : .list
        case .character("g") where wasG: move(to: 0)
        case .character("g"): hasPressedG = true
        case .home: move(to: 0)
        case .character("G"), .end: move(to: .max)
        case .character("j"), .down: move(by: 1)
        case .character("k"), .up: move(by: -1)
        case .control("d"): move(by: max(paneHeight / 2, 1))
        case .control("u"): move(by: -max(paneHeight / 2, 1))
        case .control("f"), .pageDown, .character(" "): move(by: max(paneHeight - 1, 1))
        case .control("b"), .pageUp: move(by: -max(paneHeight - 1, 1))
        case .character("/"): typed = ""
        case .character("n"): find(forward: true)
        case .character("N"): find(forward: false)
        default: break
        }
        return .none
    }

    private mutating func back(_ key: Key) -> Effect {
        switch focus {
        case .details, .help: focus = .list
        case .list where key == .character("q"): return .quit
        case .list: if key == .escape { query = "" }
        }
        return .none
    }

    private mutating func move(by distance: Int) {
        if focus == .details {
            detailTop += distance
        } else {
            choose(cursor + distance)
        }
    }

    private mutating func move(to place: Int) {
        if focus == .details {
            detailTop = place
        } else {
            choose(place)
        }
    }

    private mutating func choose(_ row: Int) {
        let row = min(max(row, 0), max(inspection.rows.count - 1, 0))
        if row != cursor { detailTop = 0 }
        cursor = row
    }

    /// Keeps what is chosen on the screen, and everything within what there is.
    private mutating func settle() {
        cursor = min(max(cursor, 0), max(inspection.rows.count - 1, 0))
        let height = max(paneHeight, 1)
        listTop = min(max(listTop, cursor - height + 1), cursor)
        listTop = max(min(listTop, inspection.rows.count - height), 0)
        detailTop = max(min(detailTop, detailLines.count - height), 0)
    }
}

extension Inspector {
    /// Takes a key of what is searched for.
    private mutating func type(_ key: Key) -> Effect {
        switch key {
        case .control("c"), .escape: typed = nil
        case .enter:
            query = typed.flatMap { $0.isEmpty ? nil : $0 } ?? query
            typed = nil
            find(forward: true, orHere: true)
            settle()
        case .backspace:
            if typed?.isEmpty == true { typed = nil } else { typed?.removeLast() }
        case .control("u"): typed = ""
        case .character(let character): if (typed?.count ?? 0) < 200 { typed?.append(character) }
        default: break
        }
        return .none
    }

    /// Goes to the next place that has what is searched for, around the end if need be.
    private mutating func find(forward: Bool, orHere: Bool = false) {
        guard !query.isEmpty else { return message = "nothing was searched for; / begins a search" }
        let here = focus == .details ? detailTop : cursor
        let lines = detailLines
        let count = focus == .details ? lines.count : inspection.rows.count
        guard count > 0 else { return message = "nothing here" }
        let places = (orHere ? 0..<count : 1..<(count + 1)).map { distance in
            ((here + (forward ? distance : -distance)) % count + count) % count
        }
        let query = query
        let found = places.first { place in
            focus == .details
                ? lines[place].text.range(of: query, options: .caseInsensitive) != nil
                : inspection.rows[place].contains(query)
        }
        guard let found else { return message = "“\(query)” is not here" }
        if found != here, forward ? found < here : found > here { message = "around the end" }
        // The last page of the details cannot be scrolled further; then what was found is on it all the same.
        move(to: found)
    }
}
