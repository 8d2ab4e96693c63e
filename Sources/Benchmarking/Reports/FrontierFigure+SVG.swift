extension FrontierFigure {
    /// The figure as an SVG document. It follows a reader who prefers dark.
    public var svg: String {
        let points = series.flatMap(\.points)
        let reference = axes.reference.map { [$0] } ?? []
        let across = FigureAxis(points.map(\.x) + reference, from: Page.left, to: Page.right)
        let up = FigureAxis(points.map(\.y) + reference, from: Page.bottom, to: Page.top)
        let drawing = Drawing(axes: axes, across: across, up: up)
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Page.width) \(Page.height)\" "
                + "font-family=\"system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif\" font-size=\"12\">",
            "<style>\(Self.style)</style>",
            "<rect class=\"paper\" width=\"\(Page.width)\" height=\"\(Page.height)\"/>",
            "<text class=\"ink\" x=\"24\" y=\"30\" font-size=\"16\" font-weight=\"600\">\(title.escapedForXML)</text>",
            "<text class=\"faint\" x=\"24\" y=\"49\">\(subtitle.escapedForXML)</text>",
        ]
        lines += drawing.scales
        // The oracle's line lies below, the single points on top.
        let order = series.indices.sorted { series[$0].style.layer < series[$1].style.layer }
        for index in order { lines += drawing.line(of: series[index]) }
        for index in order { lines += drawing.marks(of: series[index]) }
        lines += drawing.labels(of: series)
        for (row, series) in series.enumerated() { lines += drawing.legend(series, row: row) }
        return (lines + ["</svg>", ""]).joined(separator: "\n")
    }

    /// Where things are on the page.
    fileprivate enum Page {
        static let (width, height) = (880.0, 560.0)
        static let (left, right, top, bottom) = (72.0, 664.0, 72.0, 496.0)
        static let legend = 692.0
    }

    /// Colours that can be told apart by the colour-blind (Okabe and Ito), for light and dark paper.
    private static let style: String = {
        let light = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#a6761d", "#56b4e9"]
        let dark = ["#58a6ff", "#ff9e5e", "#3fd0a0", "#f0a6cf", "#e0c060", "#9ad4f5"]
        func rules(paper: String, ink: String, faint: String, grid: String, fixed: String, colours: [String]) -> String
        {
            var rules =
                ".paper{fill:\(paper)}.ink{fill:\(ink)}.faint{fill:\(faint)}.grid{stroke:\(grid)}.one{stroke:\(faint)}"
                + ".halo{stroke:\(paper)}.ref{fill:\(ink);stroke:\(paper)}"
                + ".bound{stroke:\(ink);fill:\(ink)}.fixed{stroke:\(fixed);fill:\(fixed)}"
            for (name, colour) in [("ref", ink), ("bound", ink), ("fixed", faint)] {
                rules += ".text-\(name){fill:\(colour)}"
            }
            for (index, colour) in colours.enumerated() {
                rules += ".c\(index){stroke:\(colour);fill:\(colour)}.text-c\(index){fill:\(colour)}"
            }
            return rules
        }
        return rules(
            paper: "#ffffff", ink: "#1f2328", faint: "#6e7781", grid: "#e8ebef", fixed: "#8c959f", colours: light)
            + "polyline{fill:none!important}.mark{stroke:none}.halo{paint-order:stroke;stroke-width:3px}"
            + "@media (prefers-color-scheme:dark){"
            + rules(
                paper: "#0d1117", ink: "#e6edf3", faint: "#9198a1", grid: "#262c36", fixed: "#848d97", colours: dark)
            + "}"
    }()
}

extension FrontierFigure.Style {
    fileprivate var layer: Int {
        switch self {
        case .bound, .reachable: 0
        case .fixed: 1
        case .controller: 2
        case .reference: 3
        }
    }

    fileprivate var name: String {
        switch self {
        case .reference: "ref"
        case .fixed: "fixed"
        case .bound, .reachable: "bound"
        case .controller(let index): "c\(index % 6)"
        }
    }

    fileprivate var dashes: String {
        switch self {
        case .bound: " stroke-dasharray=\"6 4\""
        case .reachable: " stroke-dasharray=\"1 4\" stroke-linecap=\"round\""
        case .reference, .fixed, .controller: ""
        }
    }
}

// MARK: - Parts

private struct Drawing {
    typealias Page = FrontierFigure.Page

    let axes: FrontierFigure.Axes
    let across: FigureAxis
    let up: FigureAxis

    private func place(_ point: FrontierFigure.Point) -> (x: Double, y: Double) {
        (across.place(point.x), up.place(point.y))
    }

    var scales: [String] {
        var lines: [String] = []
        let (left, right, top, bottom) = (Page.left, Page.right, Page.top, Page.bottom)
        for tick in across.ticks {
            let x = across.place(tick).rounded(to: 1)
            let style = tick == axes.reference ? "one" : "grid"
            lines.append("<line class=\"\(style)\" x1=\"\(x)\" y1=\"\(top)\" x2=\"\(x)\" y2=\"\(bottom)\"/>")
            lines.append(
                "<text class=\"faint\" x=\"\(x)\" y=\"\(bottom + 19)\" text-anchor=\"middle\">"
                    + "\(tick.rounded(to: across.decimals))\(axes.acrossUnit)</text>")
        }
        for tick in up.ticks {
            let y = up.place(tick)
            let style = tick == axes.reference ? "one" : "grid"
            lines.append(
                "<line class=\"\(style)\" x1=\"\(left)\" y1=\"\(y.rounded(to: 1))\" x2=\"\(right)\" y2=\"\(y.rounded(to: 1))\"/>"
            )
            lines.append(
                "<text class=\"faint\" x=\"\(left - 8)\" y=\"\((y + 4).rounded(to: 1))\" text-anchor=\"end\">"
                    + "\(tick.rounded(to: up.decimals))\(axes.upUnit)</text>")
        }
        let (x, y) = ((left + right) / 2, (top + bottom) / 2)
        lines.append(
            "<text class=\"ink\" x=\"\(x)\" y=\"\(bottom + 44)\" text-anchor=\"middle\">\(axes.across.escapedForXML)</text>"
        )
        lines.append(
            "<text class=\"ink\" x=\"22\" y=\"\(y)\" text-anchor=\"middle\" transform=\"rotate(-90 22 \(y))\">"
                + "\(axes.up.escapedForXML)</text>")
        lines.append(
            "<text class=\"faint\" x=\"\(right)\" y=\"\(top - 10)\" text-anchor=\"end\">\(axes.better) better</text>")
        return lines
    }

    func line(of series: FrontierFigure.Series) -> [String] {
        guard series.points.count > 1 else { return [] }
        let path = series.points.map(place).map { "\($0.x.rounded(to: 1)),\($0.y.rounded(to: 1))" }
        return [
            "<polyline class=\"\(series.style.name)\" points=\"\(path.joined(separator: " "))\" stroke-width=\"1.8\" "
                + "stroke-linejoin=\"round\"\(series.style.dashes)/>"
        ]
    }

    func marks(of series: FrontierFigure.Series) -> [String] {
        series.points.map { point in
            let place = place(point)
            return mark(series.style, x: place.x, y: place.y)
                + "<title>\("\(series.name) \(point.label)".escapedForXML): "
                + "\(point.x.rounded(to: across.decimals + 2))\(axes.acrossUnit), "
                + "\(point.y.rounded(to: up.decimals + 2))\(axes.upUnit)</title></g>"
        }
    }

    /// An open group with the mark of a series in it.
    private func mark(_ style: FrontierFigure.Style, x: Double, y: Double) -> String {
        let (left, top) = (x.rounded(to: 1), y.rounded(to: 1))
        let shape =
            switch style {
            case .reference: "<path class=\"ref\" d=\"M\(left) \(top)m-7 0l7-7l7 7l-7 7z\" stroke-width=\"1.5\"/>"
            case .fixed:
                "<rect class=\"mark fixed\" x=\"\((x - 3.5).rounded(to: 1))\" y=\"\((y - 3.5).rounded(to: 1))\" width=\"7\" height=\"7\"/>"
            case .bound, .reachable: "<circle class=\"mark \(style.name)\" cx=\"\(left)\" cy=\"\(top)\" r=\"2.5\"/>"
            case .controller: "<circle class=\"mark \(style.name)\" cx=\"\(left)\" cy=\"\(top)\" r=\"3.8\"/>"
            }
        return "<g>" + shape
    }

    /// The depths, then λ along the lines, the ends and the middle first, as far as there is room.
    func labels(of series: [FrontierFigure.Series]) -> [String] {
        var labels = FigureLabels(
            width: Page.left...Page.right, height: Page.top...Page.bottom,
            points: series.flatMap(\.points).map(place))
        var lines: [String] = []
        func label(_ one: FrontierFigure.Series, _ indices: [Int]) {
            for index in indices where !one.points[index].label.isEmpty {
                let point = one.points[index]
                let placed = labels.place(point.label, at: place(point), below: one.style == .fixed)
                guard let placed else { continue }
                lines.append(
                    "<text class=\"halo text-\(one.style.name)\" x=\"\(placed.x.rounded(to: 1))\" "
                        + "y=\"\((placed.y + 4).rounded(to: 1))\" text-anchor=\"middle\" font-size=\"10.5\">"
                        + "\(placed.text.escapedForXML)</text>")
            }
        }
        for one in series where one.style == .reference || one.style == .fixed { label(one, Array(one.points.indices)) }
        let overLambda = series.filter { $0.style != .fixed && $0.points.count > 1 }
        func isMark(_ index: Int, of count: Int) -> Bool { [0, count / 2, count - 1].contains(index) }
        for one in overLambda { label(one, one.points.indices.filter { isMark($0, of: one.points.count) }.reversed()) }
        // Every λ of the first controller, which is the one that a suite is about.
        for one in overLambda where one.style == .controller(0) {
            label(one, one.points.indices.filter { !isMark($0, of: one.points.count) })
        }
        return lines
    }

    func legend(_ series: FrontierFigure.Series, row: Int) -> [String] {
        let y = Page.top + 14 + 24 * Double(row)
        var lines: [String] = []
        if series.points.count > 1 {
            lines.append(
                "<polyline class=\"\(series.style.name)\" points=\"\(Page.legend),\(y) \(Page.legend + 30),\(y)\" "
                    + "stroke-width=\"1.8\"\(series.style.dashes)/>")
        }
        lines.append(mark(series.style, x: Page.legend + 15, y: y) + "</g>")
        lines.append("<text class=\"ink\" x=\"\(Page.legend + 40)\" y=\"\(y + 4)\">\(series.name.escapedForXML)</text>")
        return lines
    }
}

extension String {
    /// With the characters that mean something in XML written out.
    fileprivate var escapedForXML: String {
        reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            default: text.append(character)
            }
        }
    }
}
