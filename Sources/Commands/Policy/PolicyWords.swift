import Foundation
import Planning

/// What was learnt, as lines for people.
struct PolicyWords {
    private let record: KnowledgeRecord

    init(_ record: KnowledgeRecord) {
        self.record = record
    }

    var heading: String {
        let key = record.key
        return "\(key.agent)  \(key.drafter) ▸ \(key.verifier)".printable
    }

    var lines: [String] {
        let digest = record.digest
        let verdicts = record.labels == 1 ? "1 verdict" : "\(record.labels) verdicts"
        var lines = ["learnt from \(verdicts), last on \(day)"]
        if let acceptance = digest.acceptance.flatMap(percent) {
            lines.append("about \(acceptance) of drafts are right")
        }
        lines += digest.tools.sorted { $0.right + $0.wrong > $1.right + $1.wrong }.prefix(12).compactMap(tool)
        if let line = comparison("a draft takes", digest.draftTime.flatMap(time), digest.verifierTime.flatMap(time)) {
            lines.append(line)
        }
        if let line = comparison("a draft costs", digest.draftCost.flatMap(money), digest.verifierCost.flatMap(money)) {
            lines.append(line)
        }
        if let part = digest.chargedPart.flatMap(percent) {
            lines.append("a verification that is cancelled still costs \(part) of a whole one")
        }
        return lines + digest.notes.map(\.printable)
    }

    private var day: String {
        Date(timeIntervalSince1970: Double(record.updatedAt) / 1000).formatted(.iso8601.year().month().day())
    }

    private func tool(_ verdicts: KnowledgeDigest.ToolVerdicts) -> String? {
        guard let share = percent(verdicts.right / (verdicts.right + verdicts.wrong)) else { return nil }
        let name = verdicts.tool.isEmpty ? "plain text" : verdicts.tool.printable
        return "  \(name): \(share) of \(Int((verdicts.right + verdicts.wrong).rounded()))"
    }

    private func comparison(_ what: String, _ draft: String?, _ verifier: String?) -> String? {
        switch (draft, verifier) {
        case (nil, nil): nil
        case (let draft?, nil): "\(what) \(draft)"
        case (nil, let verifier?): "\(what) an unknown amount, a verification \(verifier)"
        case (let draft?, let verifier?): "\(what) \(draft), a verification \(verifier)"
        }
    }

    // What comes from a file may hold any number; what makes no sense is not shown.

    private func percent(_ part: Double) -> String? {
        (0...1).contains(part) ? "\(Int((part * 100).rounded())) %" : nil
    }

    private func time(_ seconds: Double) -> String? {
        (0...1e9).contains(seconds) ? Duration.seconds(seconds).spoken : nil
    }

    private func money(_ dollars: Double) -> String? {
        dollars >= 0 ? Money(dollars: dollars)?.description : nil
    }
}
