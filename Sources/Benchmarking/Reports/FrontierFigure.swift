import Planning

/// A drawing of what something good costs: one point for each setting, a line for all that belong together.
public struct FrontierFigure: Sendable, Hashable {
    /// What the axes mean.
    public struct Axes: Sendable, Hashable {
        /// What grows to the right.
        public var across: String
        /// What grows upwards.
        public var up: String
        /// What stands behind the values to the right.
        public var acrossUnit: String
        /// What stands behind the values upwards.
        public var upUnit: String
        /// The value on both axes that has a line of its own; nil for none.
        public var reference: Double?
        /// Where it is good to be, as an arrow.
        public var better: String

        /// Time against cost, both relative to the verifier alone.
        public static let relative = Axes(
            across: "cost, relative to the verifier alone", up: "time, relative to the verifier alone",
            acrossUnit: "×", upUnit: "×", reference: 1, better: "↙")
    }

    /// A setting's outcome.
    public struct Point: Sendable, Hashable {
        /// What it costs: to the right.
        public var x: Double
        /// What is had for it: upwards.
        public var y: Double
        /// What the point is called; empty for none.
        public var label: String

        /// A point.
        public init(x: Double, y: Double, label: String = "") {
            self.x = x
            self.y = y
            self.label = label
        }
    }

    /// Points that belong together, in the order in which they are joined.
    public struct Series: Sendable, Hashable {
        /// The name in the legend.
        public var name: String
        /// How it is drawn.
        public var style: Style
        /// The points.
        public var points: [Point]

        /// A series.
        public init(name: String, style: Style, points: [Point]) {
            self.name = name
            self.style = style
            self.points = points
        }
    }

    /// How points are drawn.
    public enum Style: Sendable, Hashable {
        /// The one point that all are compared with.
        case reference
        /// Settings that know nothing of λ.
        case fixed
        /// A controller; counted from 0.
        case controller(Int)
        /// What cannot be beaten.
        case bound
        /// What an oracle reaches under a quota.
        case reachable
    }

    /// The heading.
    public var title: String
    /// What was run, below the heading.
    public var subtitle: String
    /// What the axes mean.
    public var axes: Axes
    /// The lines.
    public var series: [Series]

    /// A figure.
    public init(title: String, subtitle: String = "", axes: Axes = .relative, series: [Series]) {
        self.axes = axes
        self.title = title
        self.subtitle = subtitle
        self.series = series
    }
}

// MARK: - Of a report

extension FrontierFigure {
    /// One figure for each workload and arrangement of a report.
    public static func figures(of report: SuiteReport) -> [FrontierFigure] {
        var titles: [String] = []
        var groups: [String: [SuiteReport.Group]] = [:]
        for group in report.groups {
            let title = "\(report.suite): \(group.key.workload), \(group.key.arrangement)"
            if groups[title] == nil { titles.append(title) }
            groups[title, default: []].append(group)
        }
        return titles.map { FrontierFigure(title: $0, groups: groups[$0] ?? []) }
    }

    private init(title: String, groups: [SuiteReport.Group]) {
        let groups = groups.sorted { $0.key.lambda < $1.key.lambda }
        var series = [
            Series(name: "verifier alone", style: .reference, points: [Point(x: 1, y: 1, label: "alone")])
        ]
        // A fixed depth is the same at every λ.
        let fixed = groups.filter { $0.key.lambda == groups.first?.key.lambda }
            .compactMap { group in group.fixedDepth.map { (depth: $0, group: group) } }
            .filter { $0.depth > 0 }
            .sorted { $0.depth < $1.depth }
        if !fixed.isEmpty {
            let points = fixed.map { $0.group.point("\($0.depth)") }
            series.append(Series(name: "fixed depth", style: .fixed, points: points))
        }
        var names: [String] = []
        for group in groups where group.fixedDepth == nil && group.key.controller != "oracle" {
            if !names.contains(group.key.controller) { names.append(group.key.controller) }
        }
        for (index, name) in names.enumerated() {
            let all = groups.filter { $0.key.controller == name }
            let heedsLambda = Contestant(name)?.heedsLambda ?? true
            let points = heedsLambda ? all.map { $0.point($0.key.lambdaLabel) } : all.prefix(1).map { $0.point("") }
            series.append(Series(name: name, style: .controller(index), points: points))
        }
        func oracle(_ mark: (Score<Estimate>) -> OracleMark?) -> [Point] {
            var points: [Point] = []
            for group in groups {
                guard let effort = mark(group.score)?.effort else { continue }
                let point = Point(x: effort.cost, y: effort.latency, label: group.key.lambdaLabel)
                if !points.contains(where: { $0.label == point.label }) { points.append(point) }
            }
            return points
        }
        series.append(Series(name: "oracle", style: .bound, points: oracle { $0.oracle }))
        let reachable = oracle { $0.reachable }
        if !reachable.isEmpty {
            series.append(Series(name: "oracle under the quota", style: .reachable, points: reachable))
        }
        let seeds = groups.first?.rows.count ?? 0
        let tasks = groups.first?.rows.first?.figures.tasks ?? 0
        self.init(
            title: title,
            subtitle:
                "means of \(seeds) × \(tasks) tasks; λ from 0 (cost) to 1 (speed); plain numbers are fixed depths",
            series: series)
    }
}

extension TrialKey {
    /// `λ 0.5`, and `λ 1` without decimals.
    fileprivate var lambdaLabel: String {
        "λ \(lambda == lambda.rounded() ? String(Int(lambda)) : String(lambda))"
    }
}

extension SuiteReport.Group {
    fileprivate func point(_ label: String) -> FrontierFigure.Point {
        .init(x: score.cost.mean, y: score.latency.mean, label: label)
    }
}
