public import Planning

/// Asks a chat model about each step: whether it is right, yes or no.
///
/// Where the model gives log-probabilities, one token is generated and the score is
/// p(yes) / (p(yes) + p(no)) (algorithms.md 3.6). Else it is asked for a number from 0 to 1. Candidates are asked
/// about at once, one call each; their prompts begin alike, so that a provider's cache serves all but the first.
public struct JudgeReward: RewardModel {
    private let backend: any ModelBackend
    private let model: Model
    private let prompt: RewardPrompt
    private let maxOutput: Int
    private let seed: UInt64?
    private let endpoint: String?
    private let estimator: SharedUsageEstimator

    /// A judge.
    /// - Parameters:
    ///   - prompt: what it is told; how it has to answer is added.
    ///   - maxOutput: the longest answer of a model without log-probabilities, in tokens: it may think first.
    ///   - seed: handed to models that take one.
    ///   - endpoint: where the calls go, for the record, without anything secret.
    ///   - estimator: shared by all calls of a run.
    public init(
        _ model: Model, behind backend: any ModelBackend, prompt: @escaping RewardPrompt, maxOutput: Int = 1024,
        seed: UInt64? = nil, endpoint: String? = nil, estimator: SharedUsageEstimator = SharedUsageEstimator()
    ) {
        self.model = model
        self.backend = backend
        self.prompt = prompt
        self.maxOutput = maxOutput
        self.seed = seed
        self.endpoint = endpoint
        self.estimator = estimator
    }

    public var label: String { model.id.description }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        try await withThrowingTaskGroup(of: (Int, Double).self) { group in
            for (place, candidate) in request.candidates.enumerated() {
                group.addTask { (place, try await score(candidate, in: request, meter)) }
            }
            var scores = [Double](repeating: 0, count: request.candidates.count)
            for try await (place, score) in group { scores[place] = score }
            return scores
        }
    }

    private func score(_ candidate: Proposal, in request: RewardRequest, _ meter: any CallMeter) async throws -> Double
    {
        let form: JudgeAnswer.Form = model.capabilities.logprobs ? .word : .number
        let response = try await MeteredCall(
            backend: backend, meter: meter, purpose: "score", endpoint: endpoint, estimator: estimator
        ).run(
            ModelRequest(
                model: model,
                messages: [
                    .system("You judge the steps of somebody who solves a task. You do not solve it yourself."),
                    .user("\(prompt(request, candidate))\n\n\(form.instruction)"),
                ],
                toolChoice: .none,
                // One token would do; a few models begin with a blank.
                maxOutput: min(form == .word ? 4 : maxOutput, model.capabilities.maxOutput ?? .max),
                temperature: model.capabilities.temperature ? 0 : nil, seed: seed,
                topLogprobs: form == .word ? Self.alternatives : nil))
        return try JudgeAnswer.chance(in: response, of: label)
    }

    /// As many as most providers give: spellings of both words have to be among them.
    private static let alternatives = 20
}
