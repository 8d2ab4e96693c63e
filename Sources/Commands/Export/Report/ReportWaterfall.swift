import Planning

/// The time of a run as a picture in SVG: the drafter's lanes above, the verifier's below, the tools under
/// them, on one clock. What stands is filled, what does not is an outline, what was cancelled is dashed.
struct ReportWaterfall {
    private let timeline: RunTimeline
    private let bars: [RunTimeline.Bar]
    private let isCut: Bool
    private let span: Double
    private let tops: [RunTimeline.Bar.Lane: Double]
    private let height: Double

    private static let width = 1000.0
    private static let left = 70.0
    private static let row = 16.0
    private static let gap = 10.0
    /// More bars than this cannot be told apart, and would make the page large.
    private static let mostBars = 3000

    init(_ timeline: RunTimeline) {
        self.timeline = timeline
        let all = timeline.bars
        bars = Array(all.sorted { $0.start < $1.start }.prefix(Self.mostBars))
        isCut = all.count > bars.count
        let end = max(
            bars.map(\.end).max() ?? .zero, timeline.summary.latency, timeline.summary.sequentialLatency ?? .zero)
        span = max(end.seconds, 1e-9)
        var tops: [RunTimeline.Bar.Lane: Double] = [:]
        var top = Self.gap
        for lane in RunTimeline.Bar.Lane.allCases {
            guard let rows = bars.filter({ $0.lane == lane }).map(\.row).max() else { continue }
            tops[lane] = top
            top += Double(rows + 1) * Self.row + Self.gap
        }
        self.tops = tops
        height = top
    }

    func write(to page: inout Markup) {
        guard !bars.isEmpty else { return page.element("p", [], "Nothing was asked and nothing was done.") }
        let box = "0 0 \(Int(Self.width)) \(Int(height + 20))"
        page.element(
            "svg",
            [.init("viewBox", box), .init("role", "img"), .init("aria-label", "Waterfall of steps, calls and tools")]
        ) { page in
            axis(&page)
            for (lane, top) in tops.sorted(by: { $0.value < $1.value }) {
                label("\(lane)", at: 0, top + 12, &page)
            }
            for bar in bars { draw(bar, &page) }
            arrows(&page)
            ghost(&page)
            money(&page)
        }
        page.element("p", [.init("class", "faint")], legend)
    }

    private var legend: String {
        var parts = ["filled: it stands", "outline: it did not stand", "dashed outline: cancelled"]
        if !timeline.verdicts.isEmpty { parts.append("green and red lines: from a draft to its verdict") }
        if timeline.summary.sequentialLatency != nil { parts.append("grey: where the verifier alone would have ended") }
        if isMoneyKnown { parts.append("thin line: dollars spent") }
        if isCut { parts.append("only the first \(Self.mostBars) bars are drawn") }
        return parts.joined(separator: " · ")
    }

    /// Which of the styles shows what became of a call.
    static func kind(of call: RunSummary.Call) -> String {
        if call.settlement?.outcome == .cancelled { return "off cut" }
        return call.isWaste ? "off" : ""
    }

    private func draw(_ bar: RunTimeline.Bar, _ page: inout Markup) {
        let (kind, title) =
            switch bar.content {
            case .step(let step): ("", "\(step.index) \(step.step.action.text)")
            case .call(let call): (Self.kind(of: call), words(of: call))
            case .execution(let execution):
                (execution.fate == .discarded ? "off" : "", "\(execution.position) \(execution.action.text)")
            }
        let time = "\(bar.start.spoken) – \(bar.end.spoken)"
        page.element(
            "rect",
            [
                .init("class", "\(bar.lane) \(kind)"), .init("x", figure(x(bar.start))), .init("y", figure(y(bar))),
                .init("width", figure(max(x(bar.end) - x(bar.start) - 1.5, 1))), .init("height", figure(Self.row - 4)),
                .init("rx", "1"),
            ]
        ) { $0.element("title", [], "\(title.printable.clipped(to: 120)) · \(time)") }
    }

    private func words(of call: RunSummary.Call) -> String {
        let standing = call.standing?.rawValue ?? "open"
        return
            "\(call.role.rawValue), step \(call.position): \(standing), \(call.settlement?.cost?.description ?? "cost unknown")"
    }

    private func arrows(_ page: inout Markup) {
        let drawn = Dictionary(
            bars.compactMap { bar in
                if case .call(let call) = bar.content { (call.id, bar) } else { nil }
            }, uniquingKeysWith: { $1 })
        for verdict in timeline.verdicts {
            guard let draft = verdict.draft.last.flatMap({ drawn[$0] }),
                let decision = verdict.calls.last.flatMap({ drawn[$0] })
            else { continue }
            line(
                verdict.agrees ? "right" : "wrong", from: (x(draft.end), y(draft) + Self.row / 2 - 2),
                to: (x(decision.end), y(decision) + Self.row / 2 - 2), &page)
        }
    }

    private func ghost(_ page: inout Markup) {
        guard let alone = timeline.summary.sequentialLatency else { return }
        line("ghost", from: (x(alone), 0), to: (x(alone), height), &page)
    }

    private var isMoneyKnown: Bool { timeline.payments.contains { $0.cost > .zero } }

    private func money(_ page: inout Markup) {
        guard isMoneyKnown else { return }
        let payments = timeline.payments
        let total = payments.reduce(Money.zero) { $0 + $1.cost }
        var spent = Money.zero
        var points = ["\(figure(x(.zero))),\(figure(height))"]
        for payment in payments {
            points.append("\(figure(x(payment.time))),\(figure(level(spent, of: total)))")
            spent += payment.cost
            points.append("\(figure(x(payment.time))),\(figure(level(spent, of: total)))")
        }
        page.element("polyline", [.init("class", "money"), .init("points", points.joined(separator: " "))])
        let end = payments.last.map { x($0.time) } ?? 0
        label("\(total)", at: min(end + 6, Self.width - 60), Self.gap + 8, &page)
    }

    private func level(_ money: Money, of total: Money) -> Double {
        height - (height - Self.gap) * (total > .zero ? money.dollars / total.dollars : 0)
    }

    private func axis(_ page: inout Markup) {
        line("axis", from: (Self.left, height), to: (Self.width, height), &page)
        for part in 0...4 {
            let time = Duration.seconds(span * Double(part) / 4)
            label(time.spoken, at: min(x(time), Self.width - 40), height + 14, &page)
        }
    }

    private func line(
        _ kind: String, from start: (Double, Double), to end: (Double, Double), _ page: inout Markup
    ) {
        page.element(
            "line",
            [
                .init("class", kind), .init("x1", figure(start.0)), .init("y1", figure(start.1)),
                .init("x2", figure(end.0)), .init("y2", figure(end.1)),
            ])
    }

    private func label(_ text: String, at x: Double, _ y: Double, _ page: inout Markup) {
        page.element("text", [.init("x", figure(x)), .init("y", figure(y))], text)
    }

    private func x(_ time: Duration) -> Double {
        Self.left + (Self.width - Self.left) * min(time.seconds / span, 1)
    }

    private func y(_ bar: RunTimeline.Bar) -> Double {
        (tops[bar.lane] ?? 0) + Double(bar.row) * Self.row
    }

    private func figure(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
