import Foundation
public import Planning
public import Processes

/// Lets a program score: it reads one JSON object on its standard input and prints one number from 0 to 1 for each
/// candidate, in their order, separated by blanks or line ends.
///
///     {"task": "…", "steps": [{"action": "…", "observation": "…", "failed": false}],
///      "candidates": [{"text": "…", "tool": "…", "arguments": {…}, "answer": "…"}]}
///
/// It is started for every request, without a shell, with the variables of `program` and no others. It has to end
/// with status 0; what it writes to its standard error goes nowhere. One that prints more than 64 KB is ended, and
/// so is one that is no longer waited for, with all that it has started.
public struct ProgramReward: RewardModel {
    private static let outputLimit = 64 << 10

    private let program: ChildProgram
    public let label: String

    /// - Parameter label: the name of the rule, for the record.
    public init(_ program: ChildProgram, label: String) {
        self.program = program
        self.label = label
    }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        let call = try meter.start(CallAnnouncement(model: label, purpose: "score", reservation: .zero))
        do {
            let reply = try await program.reply(
                to: Self.document(request).canonicalBytes, outputLimit: Self.outputLimit)
            let scores = try read(reply, count: request.candidates.count)
            meter.settle(
                call,
                CallSettlement(
                    outcome: .finished, usage: .zero, cost: .zero,
                    response: String(decoding: reply.output, as: UTF8.self).trimmed))
            return scores
        } catch {
            let isCancelled = error is CancellationError
            meter.settle(
                call,
                CallSettlement(
                    outcome: isCancelled ? .cancelled : .failed, usage: .zero, cost: .zero,
                    error: isCancelled ? nil : "\(error)"))
            guard let failure = error as? ProgramError else { throw error }
            throw RewardError(.unsuited, failure.description)
        }
    }

    private func read(_ reply: ProgramReply, count: Int) throws(RewardError) -> [Double] {
        guard !reply.isCut else { throw unreadable("printed more than \(Self.outputLimit >> 10) KB") }
        guard reply.exit == .status(0) else { throw unreadable("\(reply.exit)") }
        let words = String(decoding: reply.output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        let values = words.compactMap { Double($0) }
        guard values.count == words.count else {
            throw unreadable("printed “\(words.joined(separator: " ").prefix(60))”, which are not numbers alone")
        }
        guard values.count == count else {
            throw unreadable("printed \(values.count) number\(values.count == 1 ? "" : "s") for \(count)")
        }
        return values
    }

    private func unreadable(_ what: String) -> RewardError {
        RewardError(.unreadable, "\(label) \(what); run it yourself to see why")
    }

    private static func document(_ request: RewardRequest) -> JSONValue {
        [
            "task": .string(request.task),
            "steps": .array(
                request.trajectory.steps.map { step in
                    [
                        "action": .string(step.action.text), "observation": .string(step.observation.text),
                        "failed": .bool(step.observation.isError),
                    ]
                }),
            "candidates": .array(
                request.candidates.map { candidate in
                    let action = candidate.action
                    var members: [String: JSONValue] = ["text": .string(action.text)]
                    members["tool"] = action.tool.map { .string($0) }
                    if action.tool != nil { members["arguments"] = .object(action.arguments) }
                    members["answer"] = action.answer.map { .string($0) }
                    return .object(members)
                }),
        ]
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
