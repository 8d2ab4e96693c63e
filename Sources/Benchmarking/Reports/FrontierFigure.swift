import Planning

/// A drawing of what latency costs: one point for each setting, a line for each controller.
public struct FrontierFigure: Sendable, Hashable {
    /// A setting's outcome, relative to the verifier alone.
    public struct Point: Sendable, Hashable {
        /// Cost.
        public var cost: Double
        /// Latency.
        public var latency: Double
        /// What the point is called; empty for none.
        public var label: String

        /// A point.
        public init(cost: Double, latency: Double, label: String = "") {
            self.cost = cost
            self.latency = latency
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
    /// The lines.
    public var series: [Series]

    /// A figure.
    public init(title: String, subtitle: String = "", series: [Series]) {
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
            Series(name: "verifier alone", style: .reference, points: [Point(cost: 1, latency: 1, label: "alone")])
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
                let point = Point(cost: effort.cost, latency: effort.latency, label: group.key.lambdaLabel)
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
        .init(cost: score.cost.mean, latency: score.latency.mean, label: label)
    }
}
