public import Planning

/// Asks a model behind a scoring, reranking or pooling endpoint. All candidates of a request go in one call.
///
/// The call is one like any other: its messages are the texts that the endpoint gets, and the answer is a JSON list
/// of scores, in the order of the candidates; the backend turns a server's own format into it.
public struct ServedReward: RewardModel {
    /// What an endpoint is given.
    public enum Form: Sendable, Hashable {
        /// A question first, the task with the steps so far, and then each candidate.
        case pairs
        /// For each candidate one text with everything.
        case texts
    }

    private let backend: any ModelBackend
    private let model: Model
    private let form: Form
    private let prompt: RewardPrompt
    private let endpoint: String?
    private let estimator: SharedUsageEstimator

    /// A served model.
    /// - Parameters:
    ///   - form: what its endpoint is given.
    ///   - prompt: what it is told.
    ///   - endpoint: where the calls go, for the record, without anything secret.
    ///   - estimator: shared by all calls of a run.
    public init(
        _ model: Model, behind backend: any ModelBackend, form: Form, prompt: @escaping RewardPrompt,
        endpoint: String? = nil, estimator: SharedUsageEstimator = SharedUsageEstimator()
    ) {
        self.model = model
        self.backend = backend
        self.form = form
        self.prompt = prompt
        self.endpoint = endpoint
        self.estimator = estimator
    }

    public var label: String { model.id.description }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        let response = try await MeteredCall(
            backend: backend, meter: meter, purpose: "score", endpoint: endpoint, estimator: estimator
        ).run(
            ModelRequest(
                model: model,
                messages: texts(request).map { .user($0) }, toolChoice: .none, maxOutput: 0))
        guard let values = (try? JSONValue(parsing: response.text))?.array else {
            throw RewardError(
                .unreadable,
                "\(label) was asked for scores and said “\(response.text.prefix(60))”; "
                    + "check that `api:` of its provider is one that scores (docs/rewards.md)")
        }
        let scores = values.compactMap(\.double)
        guard scores.count == values.count else {
            throw RewardError(.unreadable, "\(label) gave a score that is no number: \(response.text.prefix(60))")
        }
        return scores
    }

    private func texts(_ request: RewardRequest) -> [String] {
        switch form {
        case .pairs: [prompt(request, nil)] + request.candidates.map(\.action.spoken)
        case .texts: request.candidates.map { prompt(request, $0) }
        }
    }
}

extension Action {
    /// The action as a text for models that read texts: with its answer, where it ends the task.
    var spoken: String {
        guard let answer, !answer.isEmpty, answer != text else { return text }
        return "\(text): \(answer)"
    }
}
