import Control
import Foundation
import Planning
import Rewards

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
        if let audits = ScoreCalibration.audits(in: record) { return calibration(audits) }
        let experience: Experience
        do {
            experience = try Experience(record)
        } catch {
            return ["cannot be shown: \(error)".printable]
        }
        let digest = experience.digest
        var lines = [
            "learnt from \(counted(experience.labels, "verdict")) in the newest \(counted(digest.runs, "run")), last on \(day)"
        ]
        if let acceptance = digest.acceptance { lines.append("\(percent(acceptance)) of drafts were right") }
        lines += digest.tools.prefix(12).map(tool)
        if let line = comparison("a draft takes", digest.draftTime.map(time), digest.verifierTime.map(time)) {
            lines.append(line)
        }
        if let line = comparison("a draft costs", digest.draftCost.flatMap(money), digest.verifierCost.flatMap(money)) {
            lines.append(line)
        }
        if let part = digest.chargedPart {
            lines.append("a verification that is cancelled still costs \(percent(part)) of a whole one")
        }
        return lines
    }

    /// What a reward model said, beside what the verifier found.
    private func calibration(_ audits: [ScoreAudit]) -> [String] {
        guard !audits.isEmpty else { return [] }
        let count = Double(audits.count)
        let said = audits.reduce(0) { $0 + $1.score } / count
        return [
            "\(counted(audits.count, "audit")) of scores, last on \(day)",
            "it said \(percent(said)) on average, and \(percent(Double(audits.count { $0.isRight }) / count)) were right",
        ]
    }

    private func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

    private var day: String {
        Date(timeIntervalSince1970: Double(record.updatedAt) / 1000).formatted(.iso8601.year().month().day())
    }

    private func tool(_ verdicts: KnowledgeDigest.ToolVerdicts) -> String {
        let count = verdicts.right + verdicts.wrong
        let name = verdicts.tool.isEmpty ? "plain text" : verdicts.tool.printable
        return "  \(name): \(percent(verdicts.right / count)) of \(Int(count))"
    }

    private func comparison(_ what: String, _ draft: String?, _ verifier: String?) -> String? {
        switch (draft, verifier) {
        case (nil, nil): nil
        case (let draft?, nil): "\(what) \(draft)"
        case (nil, let verifier?): "a verification \(what.split(separator: " ").last ?? "takes") \(verifier)"
        case (let draft?, let verifier?): "\(what) \(draft), a verification \(verifier)"
        }
    }

    private func percent(_ part: Double) -> String { "\(Int((part * 100).rounded())) %" }

    private func time(_ seconds: Double) -> String { Duration.seconds(seconds).spoken }

    private func money(_ dollars: Double) -> String? { Money(dollars: dollars)?.description }
}
