import Foundation
public import Planning

extension ModelAgent: Chooser {
    /// Asks the model which option is right, several times in orders drawn at random, and of each option whether it
    /// is right by itself; all of it at the same time. Where the model tells log-probabilities, each answer is one token
    /// and its alternatives say how sure the model is; elsewhere three votes have to do.
    ///
    /// A single option is only judged by itself.
    public func choose(_ request: ChoiceRequest, meter: any CallMeter) async throws -> Ballot {
        let conversation = conversation(for: ProposalRequest(task: request.task, trajectory: request.trajectory))
        let solutions = request.options.map(SolutionText.text)
        let count = solutions.count
        var generator = SeededGenerator(seed: request.seed)
        let orders = count == 1 ? [] : (0..<votes).map { _ in Array(0..<count).shuffled(using: &generator) }
        return try await withThrowingTaskGroup(of: Reading.self) { group in
            for order in orders {
                let question = definition.prompts.choice.render([
                    "options": .list(
                        order.enumerated().map { place, option in
                            ["number": .text(String(place + 1)), "solution": .text(solutions[option])]
                        }),
                    "none": .text(String(count + 1)),
                ])
                group.addTask {
                    let answer = try await answer(to: conversation.asking(question), purpose: "choice", meter: meter)
                    return .vote(OptionReader.shares(in: answer, labels: (1...count + 1).map(String.init)), order)
                }
            }
            for (option, solution) in solutions.enumerated() {
                let question = definition.prompts.soundness.render(["solution": .text(solution)])
                group.addTask {
                    let answer = try await answer(to: conversation.asking(question), purpose: "check", meter: meter)
                    return .soundness(OptionReader.shares(in: answer, labels: ["yes", "no"])?.first, option)
                }
            }
            var tally = Tally(options: count)
            for try await reading in group { tally.take(reading) }
            return tally.ballot
        }
    }

    /// In how many orders the options are shown: a vote with log-probabilities says more than one without.
    private var votes: Int { model.capabilities.logprobs ? 2 : 3 }

    private func answer(
        to messages: [Message], purpose: String, meter: any CallMeter
    ) async throws -> ModelResponse {
        let usesTools = definition.format == .nativeTools
        let room = min(definition.limits.maxOutput, model.capabilities.maxOutput ?? .max)
        return try await MeteredCall(
            backend: backend, meter: meter, purpose: purpose, endpoint: endpoint, estimator: estimator,
            hedging: hedging
        ).run(
            ModelRequest(
                model: model, messages: messages, tools: usesTools ? tools : [], toolChoice: .none,
                // Models that tell no log-probabilities may have to think before they say a number.
                maxOutput: model.capabilities.logprobs ? min(room, Self.shortAnswer) : room,
                temperature: model.capabilities.temperature ? 0 : nil, seed: seed,
                topLogprobs: model.capabilities.logprobs ? Self.mostAlternatives : nil))
    }

    /// Tokens that a number or a word may take.
    private static let shortAnswer = 8
    /// As many alternatives to a token as providers tell.
    private static let mostAlternatives = 20
}

/// One answer of a model about some options.
private enum Reading: Sendable {
    /// How likely each option is, as it was shown, and none of them behind that; nil where the answer says nothing of it.
    case vote([Double]?, [Int])
    /// How likely an option is right by itself.
    case soundness(Double?, Int)
}

/// Adds answers about options up.
private struct Tally {
    private var shares: [[Double]] = []
    private var votes: [Int?] = []
    private var soundness: [Double?]
    private var unread = 0

    init(options: Int) {
        soundness = Array(repeating: nil, count: options)
    }

    mutating func take(_ reading: Reading) {
        switch reading {
        case .soundness(let value, let option): soundness[option] = value
        case .vote(nil, _):
            unread += 1
            votes.append(nil)
        case .vote(let shown?, let order):
            var share = Array(repeating: 0.0, count: order.count)
            for (place, option) in order.enumerated() { share[option] = shown[place] }
            shares.append(share)
            let best = shown.indices.max { (shown[$0], -$0) < (shown[$1], -$1) } ?? order.count
            votes.append(best < order.count ? order[best] : nil)
        }
    }

    var ballot: Ballot {
        let alone = soundness.count == 1
        let means = soundness.indices.map { option in
            alone ? soundness[option] ?? 0 : shares.reduce(0) { $0 + $1[option] } / Double(max(shares.count, 1))
        }
        return Ballot(
            shares: means, soundness: soundness,
            // Whether a single option is taken depends on what is thought of it alone.
            votes: alone ? [soundness[0] == nil ? nil : 0] : votes,
            trouble: unread > 0 ? "\(unread) of \(votes.count) votes named no option" : "")
    }
}
