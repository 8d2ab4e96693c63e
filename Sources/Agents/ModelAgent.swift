import Documents
public import Planning

/// An agent that asks a model, in the way its definition says. Drafter and verifier are two of
/// these, with the same definition and other models or styles.
///
/// A proposal depends on the request alone, apart from what the model itself leaves to chance. What a request has to say
/// beside the task and the steps stands behind them, right before the question, so that requests with and without it
/// begin alike.
public struct ModelAgent: Agent {
    let definition: AgentDefinition
    private let style: any PromptingStyle
    private let parser: ActionParser
    let tools: [ToolDescription]
    let backend: any ModelBackend
    let model: Model
    let seed: UInt64?
    let endpoint: String?
    let estimator: SharedUsageEstimator
    let hedging: Hedging?
    private let system: String
    private let format: String

    /// An agent with `definition` that asks `model`.
    /// - Parameters:
    ///   - style: how the model is asked.
    ///   - environmentTools: the tools of the environment; ignored for an agent that only plans.
    ///   - seed: handed to models that take one.
    ///   - endpoint: where the calls go, for the record, without anything secret.
    ///   - estimator: shared by all agents of a run, so that they learn token counts from each other.
    ///   - hedging: says when a call that takes long gets a second one beside it.
    /// - Throws: `DocumentError` when the environment lacks a tool that the definition names, and when
    ///   the definition wants tool calls from a model that cannot make any.
    public init(
        definition: AgentDefinition, style: StyleChoice, backend: any ModelBackend, model: Model,
        environmentTools: [ToolDescription], seed: UInt64? = nil, endpoint: String? = nil,
        estimator: SharedUsageEstimator = SharedUsageEstimator(), hedging: Hedging? = nil
    ) throws {
        tools = try definition.tools(offeredBy: environmentTools)
        guard definition.format != .nativeTools || model.capabilities.tools else {
            throw DocumentError(
                "the agent “\(definition.name)” acts by tool calls, which \(model.id) cannot make",
                expected: "a model with tool calls, or an agent whose action format is tagged or pattern", at: nil)
        }
        self.definition = definition
        self.style = definition.prompts.questions.style(style)
        self.backend = backend
        self.model = model
        self.seed = seed
        self.endpoint = endpoint
        self.estimator = estimator
        self.hedging = hedging
        parser = ActionParser(format: definition.format, finish: definition.finish, tools: tools)
        var values = Self.values(of: tools, definition.limits)
        system = definition.prompts.system.render(values)
        if case .tagged(let tag) = definition.format { values["tag"] = .text(tag) }
        format = definition.prompts.format.render(values).trimmed
    }

    public var label: String { model.id.description }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let conversation = conversation(for: request)
        var answers: [String] = []
        var thoughts: [String] = []
        while answers.count < style.callCount - 1 {
            let response = try await answer(
                to: style.call(after: answers, in: conversation), request.sampling, meter: meter)
            let thought = Self.thought(in: response)
            answers.append(thought ?? "(nothing to add)")
            thoughts += thought.map { [$0] } ?? []
        }
        var call = style.call(after: answers, in: conversation)
        let attempts = definition.limits.attempts
        var problem = ""
        for _ in 0..<attempts {
            let response = try await answer(to: call, request.sampling, meter: meter)
            do throws(UnusableAnswer) {
                let action = try parser.action(in: response, reasonsFirst: call.reasonsFirst)
                // Text that is nothing but the action is no thought.
                let reasons = call.reasonsFirst || definition.format == .nativeTools
                thoughts += Self.thought(in: response, text: reasons).map { [$0] } ?? []
                return Proposal(
                    action: action, thought: thoughts.isEmpty ? nil : thoughts.joined(separator: "\n\n"),
                    confidence: response.confidence(in: parser.span(in: response, reasonsFirst: call.reasonsFirst)))
            } catch {
                problem = error.problem
                call = corrected(call, after: response, problem: problem)
            }
        }
        throw AgentError(
            .unparseableAction,
            "\(label) gave no usable action in \(attempts) answer\(attempts == 1 ? "" : "s"); the last problem: "
                + "\(problem) Try another model, or raise limits.max_output or limits.attempts in \(definition.file)")
    }

    /// What the model is shown of the task and the steps so far, whatever it is asked then.
    func conversation(for request: ProposalRequest) -> Conversation {
        let values: [String: TemplateValue] = [
            "format": .text(format), "number": .text(String(request.trajectory.count + 1)),
            "max_steps": .text(String(definition.limits.maxSteps)),
        ]
        return Conversation(
            system: system, task: definition.prompts.task.render(["task": .text(request.task)]),
            trajectory: definition.trajectory.render(request.trajectory),
            guidance: request.guidance.map { definition.prompts.guidance.render(["guidance": .text($0)]) } ?? "",
            values: values)
    }

    /// The same call again, with the unusable answer and what is wrong with it at its end. Calls of tools go back as
    /// they came, with the reasoning that led to them, if they can: providers refuse arguments that are no object, and
    /// those are quoted as text.
    private func corrected(_ call: StyledCall, after response: ModelResponse, problem: String) -> StyledCall {
        let correction = definition.prompts.correction.render(["problem": .text(problem), "format": .text(format)])
            .trimmed
        let calls = response.toolCalls
        let answer: [Message]
        if !calls.isEmpty, calls.allSatisfy(\.hasObject) {
            answer =
                [.assistant(response.text, calling: calls, sealed: response.sealed)]
                + calls.map { .tool(correction, answering: $0.id) }
        } else {
            let quoted = ([response.text.trimmed] + calls.map { "\($0.name) \($0.arguments)" })
                .filter { !$0.isEmpty }.joined(separator: "\n")
            answer = [
                .assistant(quoted.isEmpty ? "(nothing)" : quoted, sealed: calls.isEmpty ? response.sealed : nil),
                .user(correction),
            ]
        }
        return StyledCall(
            purpose: "correction", messages: call.messages + answer, reasonsFirst: call.reasonsFirst)
    }

    /// Makes a call. One that is cut off in the middle is made again, as often as a model may be asked.
    private func answer(
        to call: StyledCall, _ sampling: ProposalRequest.Sampling?, meter: any CallMeter
    ) async throws -> ModelResponse {
        let metered = MeteredCall(
            backend: backend, meter: meter, purpose: call.purpose, endpoint: endpoint, estimator: estimator,
            hedging: hedging)
        let request = request(for: call, sampling)
        for _ in 1..<definition.limits.attempts {
            do {
                return try await metered.run(request)
            } catch let error as BackendError where error.code == .cutMidStream {
                continue
            }
        }
        return try await metered.run(request)
    }

    private func request(for call: StyledCall, _ sampling: ProposalRequest.Sampling?) -> ModelRequest {
        let takesTemperature = model.capabilities.temperature
        let usesTools = definition.format == .nativeTools
        return ModelRequest(
            model: model, messages: call.messages, tools: usesTools ? tools : [],
            // The list of tools stays the same in a call that only thinks, so that the prompt's
            // beginning stays the same too.
            toolChoice: usesTools && call.mayAct ? .automatic : .none,
            maxOutput: min(definition.limits.maxOutput, model.capabilities.maxOutput ?? .max),
            temperature: takesTemperature ? sampling?.temperature ?? definition.sampling.temperature : nil,
            topP: takesTemperature ? definition.sampling.topP : nil,
            seed: seed.map { sampling?.seed(from: $0) ?? $0 },
            // The tokens' own probabilities say how sure the model is; no alternatives are needed for that.
            topLogprobs: model.capabilities.logprobs ? 0 : nil)
    }

    /// What a model thought; nil when it says nothing of that.
    /// - Parameter text: whether the text of its answer is a thought, or else only its reasoning.
    private static func thought(in response: ModelResponse, text: Bool = true) -> String? {
        let said = text ? response.text.trimmed : ""
        let thought = said.isEmpty ? response.reasoning.trimmed : said
        return thought.isEmpty ? nil : thought
    }

    private static func values(of tools: [ToolDescription], _ limits: AgentLimits) -> [String: TemplateValue] {
        let described: [[String: TemplateValue]] = tools.map { tool in
            let takesArguments = tool.parameters["properties"]?.object?.isEmpty == false
            return [
                "name": .text(tool.name), "summary": .text(tool.summary),
                "parameters": .text(takesArguments ? tool.parameters.canonical : ""),
            ]
        }
        return ["tools": .list(described), "max_steps": .text(String(limits.maxSteps))]
    }
}

extension ToolCall {
    /// Whether the arguments are what providers take in a conversation.
    fileprivate var hasObject: Bool { (try? JSONValue(parsing: arguments))?.object != nil }
}
