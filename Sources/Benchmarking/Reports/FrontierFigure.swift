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
        /// The points.
        public var points: [Point]

        /// A series.
        public init(name: String, points: [Point]) {
            self.name = name
            self.points = points
        }
    }

    /// The heading.
    public var title: String
    /// The lines.
    public var series: [Series]

    /// A figure.
    public init(title: String, series: [Series]) {
        self.title = title
        self.series = series
    }

    /// One figure for each workload and arrangement of a report.
    public static func figures(of report: SuiteReport) -> [FrontierFigure] {
        var figures: [FrontierFigure] = []
        for group in report.groups {
            let title = "\(group.key.workload), \(group.key.arrangement)"
            if !figures.contains(where: { $0.title == title }) {
                let here = report.groups.filter { "\($0.key.workload), \($0.key.arrangement)" == title }
                figures.append(FrontierFigure(title: title, groups: here))
            }
        }
        return figures
    }

    private init(title: String, groups: [SuiteReport.Group]) {
        var series = [Series(name: "verifier alone", points: [Point(cost: 1, latency: 1)])]
        let lambdas = groups.map(\.key.lambda)
        // A fixed depth is the same at every λ.
        let fixed = groups.filter { $0.key.controller.hasPrefix("fixed-") && $0.key.lambda == lambdas.first }
        if !fixed.isEmpty {
            series.append(
                Series(
                    name: "fixed depths",
                    points: fixed.map { $0.point(String($0.key.controller.dropFirst("fixed-".count))) }))
        }
        var names: [String] = []
        for group in groups where !group.isFixed && group.key.controller != "oracle" {
            if !names.contains(group.key.controller) { names.append(group.key.controller) }
        }
        for name in names {
            let points = groups.filter { $0.key.controller == name }.map { $0.point("λ \($0.key.lambda)") }
            series.append(Series(name: name, points: points))
        }
        var oracle: [Point] = []
        for group in groups where !oracle.contains(group.oraclePoint) { oracle.append(group.oraclePoint) }
        series.append(Series(name: "oracle", points: oracle.sorted { $0.cost < $1.cost }))
        self.init(title: title, series: series)
    }
}

extension SuiteReport.Group {
    fileprivate func point(_ label: String) -> FrontierFigure.Point {
        .init(cost: relativeCost.mean, latency: relativeLatency.mean, label: label)
    }
}
