import Planning

/// A run as a page to read: one file that needs nothing else, no script and no network, in light and dark.
struct RunReport {
    let timeline: RunTimeline
    let decisions: RunDecisions
    var summary: RunSummary { timeline.summary }

    init(_ events: [RunEvent]) {
        timeline = RunTimeline(events)
        decisions = RunDecisions(events)
    }

    var text: String {
        var page = Markup()
        page.verbatim("<!doctype html>\n")
        page.element("html", [.init("lang", "en")]) { page in
            page.element("head") { head(&$0) }
            page.element("body") { body(&$0) }
        }
        page.verbatim("\n")
        return page.text
    }

    private func head(_ page: inout Markup) {
        page.void("meta", [.init("charset", "utf-8")])
        page.void("meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")])
        // Whatever the page shows, it can load and run nothing.
        page.void(
            "meta",
            [
                .init("http-equiv", "Content-Security-Policy"),
                .init("content", "default-src 'none'; style-src 'unsafe-inline'"),
            ])
        page.element("title", [], "\(summary.header?.agent ?? "run"): \(task.printable.clipped(to: 80))")
        page.element("style") { $0.verbatim(Self.style) }
    }

    private var task: String { summary.header?.task ?? "" }

    private func body(_ page: inout Markup) {
        page.element("header") { page in
            page.element("h1", [], summary.header?.agent ?? "A run")
            page.element("p", [.init("class", "task")], task)
            page.element("p", [.init("class", "faint")], origin)
        }
        page.element("section") { page in
            for line in figures { page.element("p", [.init("class", "figure")], line) }
            if let error = summary.error { page.element("p", [.init("class", "bad")], "error: \(error)") }
            if let limit = summary.limitReached { page.element("p", [.init("class", "bad")], "limit: \(limit)") }
            if let answer = summary.answer, !answer.isEmpty {
                page.element("h2", [], "Answer")
                page.element("pre", [], answer)
            }
        }
        page.element("section") { page in
            page.element("h2", [], "Where the time went")
            page.element("div", [.init("class", "wide")]) { ReportWaterfall(timeline).write(to: &$0) }
        }
        page.element("section") { page in
            page.element("h2", [], "Steps")
            steps(&page)
        }
        page.element("section") { page in
            page.element("details") { page in
                page.element("summary", [], "Calls (\(summary.calls.count))")
                calls(&page)
            }
        }
    }

    private var origin: String {
        guard let header = summary.header, let document = RunDocument(summary) else { return "" }
        let who = [header.drafter, header.verifier].compactMap(\.self).joined(separator: " ▸ ")
        return "\(header.run) · \(document.started) · \(who) · \(header.strategy), \(header.guarantee.rawValue) · "
            + "λ \(header.lambda) · outrider \(Version.current)"
    }

    /// The lines below a run in the terminal, without the one that says what to type next.
    private var figures: [String] {
        RunView(paint: Paint(isOn: false), width: 200).footer(summary).dropLast()
    }

    private func steps(_ page: inout Markup) {
        let words = DecisionWords(decisions: decisions)
        let decided = Dictionary(decisions.steps.map { ($0.position, $0) }, uniquingKeysWith: { $1 })
        table(["", "step", "by", "at", "why"], in: &page) { page in
            for step in summary.steps {
                page.element("tr") { page in
                    let isError = step.step.observation.isError
                    page.element("td", [], String(step.index))
                    page.element("td") { page in
                        page.element("b", [], step.step.action.text)
                        if !step.step.observation.text.isEmpty {
                            page.element("pre", isError ? [.init("class", "bad")] : [], step.step.observation.text)
                        }
                    }
                    page.element("td", [], step.isKept ? "drafter, kept" : step.source.rawValue)
                    page.element("td", [], step.time.spoken)
                    page.element("td", [.init("class", "faint")], decided[step.index].map(words.why) ?? "")
                }
            }
        }
    }

    private func calls(_ page: inout Markup) {
        table(CallDocument.columns, in: &page) { page in
            for call in summary.calls {
                page.element("tr", [.init("class", ReportWaterfall.kind(of: call))]) { page in
                    for cell in CallDocument(call).row { page.element("td", [], cell) }
                }
            }
        }
    }

    private func table(_ columns: [String], in page: inout Markup, rows: (inout Markup) -> Void) {
        page.element("div", [.init("class", "wide")]) { page in
            page.element("table") { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for column in columns { page.element("th", [], column) }
                    }
                }
                page.element("tbody", [], rows)
            }
        }
    }

    private static let style: StaticString = """
        :root{color-scheme:light dark;--ink:#1a1d21;--faint:#5a6470;--paper:#fff;--line:#d5dae0;--good:#1a6f3c;\
        --draft:#0b5cad;--verify:#7a3e9d;--tool:#8a5a00;--bad:#b3261e;--off:#8a939d}
        @media(prefers-color-scheme:dark){:root{--ink:#e4e7eb;--faint:#a2abb5;--paper:#15181c;--line:#343a42;\
        --good:#6fcf97;--draft:#6cb2ff;--verify:#d0a2ec;--tool:#e0b050;--bad:#ff8a80;--off:#7d8791}}
        body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:72rem;\
        margin:0 auto;padding:1rem}
        h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
        .task{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0}.faint{color:var(--faint);font-size:.87em}
        .figure{margin:.1rem 0}.bad{color:var(--bad)}
        pre{font:13px/1.4 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0;\
        color:var(--faint);max-height:16rem;overflow:auto}pre.bad{color:var(--bad)}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
        th,td{text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;border-bottom:1px solid var(--line)}
        th{color:var(--faint);font-weight:500}tr.off td{color:var(--faint)}summary{cursor:pointer}
        svg{width:100%;min-width:44rem;height:auto;display:block}svg text{font:11px system-ui,sans-serif;fill:var(--faint)}
        .drafter{fill:var(--draft);stroke:var(--draft)}.verifier,.scorer{fill:var(--verify);stroke:var(--verify)}
        .tools{fill:var(--tool);stroke:var(--tool)}.steps{fill:var(--good);stroke:var(--good)}
        svg .off{fill:none}svg .cut{fill:none;stroke-dasharray:2 2}
        .right,.wrong{fill:none;stroke:var(--good);opacity:.7}.wrong{stroke:var(--bad)}
        .ghost{stroke:var(--off);stroke-dasharray:4 3}.money{fill:none;stroke:var(--ink);opacity:.6}
        .axis{stroke:var(--line)}
        """
}
