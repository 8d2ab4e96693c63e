extension FrontierFigure {
    /// The figure as an SVG document: cost to the right, latency upwards, both relative to the
    /// verifier alone; down and left is better.
    public var svg: String {
        let points = series.flatMap(\.points)
        let costs = Axis(points.map(\.cost) + [1], from: 70, to: 520)
        let latencies = Axis(points.map(\.latency) + [1], from: 430, to: 50)
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 490\" font-family=\"sans-serif\" font-size=\"12\">",
            "<rect width=\"720\" height=\"490\" fill=\"white\"/>",
            "<text x=\"70\" y=\"28\" font-size=\"15\">\(title.escapedForXML)</text>",
        ]
        for tick in costs.ticks {
            let x = costs.place(tick).rounded(to: 1)
            lines.append("<line x1=\"\(x)\" y1=\"50\" x2=\"\(x)\" y2=\"430\" stroke=\"#e4e4e4\"/>")
            lines.append("<text x=\"\(x)\" y=\"447\" text-anchor=\"middle\">\(tick.rounded(to: 2))</text>")
        }
        for tick in latencies.ticks {
            let y = latencies.place(tick)
            lines.append(
                "<line x1=\"70\" y1=\"\(y.rounded(to: 1))\" x2=\"520\" y2=\"\(y.rounded(to: 1))\" stroke=\"#e4e4e4\"/>")
            lines.append(
                "<text x=\"63\" y=\"\((y + 4).rounded(to: 1))\" text-anchor=\"end\">\(tick.rounded(to: 2))</text>")
        }
        lines.append("<text x=\"295\" y=\"475\" text-anchor=\"middle\">cost / verifier alone</text>")
        lines.append(
            "<text x=\"20\" y=\"240\" text-anchor=\"middle\" transform=\"rotate(-90 20 240)\">latency / verifier alone</text>"
        )
        for (index, series) in series.enumerated() {
            let colour = Self.colours[index % Self.colours.count]
            lines += drawing(of: series, colour: colour, costs: costs, latencies: latencies)
            let y = 62 + 20 * index
            lines.append("<circle cx=\"545\" cy=\"\(y - 4)\" r=\"5\" fill=\"\(colour)\"/>")
            lines.append("<text x=\"557\" y=\"\(y)\">\(series.name.escapedForXML)</text>")
        }
        return (lines + ["</svg>", ""]).joined(separator: "\n")
    }

    private func drawing(of series: Series, colour: String, costs: Axis, latencies: Axis) -> [String] {
        let places = series.points.map { point in
            (x: costs.place(point.cost).rounded(to: 1), y: latencies.place(point.latency).rounded(to: 1))
        }
        let path = places.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        var lines = ["<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\"/>"]
        for (place, point) in zip(places, series.points) {
            lines.append(
                "<circle cx=\"\(place.x)\" cy=\"\(place.y)\" r=\"3.5\" fill=\"\(colour)\"><title>"
                    + "\(series.name) \(point.label): cost \(point.cost.rounded(to: 3)), ".escapedForXML
                    + "latency \(point.latency.rounded(to: 3))</title></circle>")
        }
        return lines
    }

    private static let colours = [
        "#222222", "#9a9a9a", "#d62728", "#1f77b4", "#2ca02c", "#ff7f0e", "#9467bd", "#8c564b", "#17becf",
    ]

    /// A scale from values to places on the page.
    private struct Axis {
        let low: Double
        let high: Double
        let start: Double
        let end: Double
        let step: Double

        init(_ values: [Double], from start: Double, to end: Double) {
            let finite = values.filter(\.isFinite)
            let least = finite.min() ?? 0
            let most = finite.max() ?? 1
            let span = max(most - least, 0.05)
            step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5].first { span / $0 <= 8 } ?? span / 8
            low = (least / step).rounded(.down) * step
            high = max((most / step).rounded(.up) * step, low + step)
            self.start = start
            self.end = end
        }

        var ticks: [Double] { (0...Int(((high - low) / step).rounded())).map { low + Double($0) * step } }

        func place(_ value: Double) -> Double { start + (value - low) / (high - low) * (end - start) }
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
