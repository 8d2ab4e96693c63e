import Planning

/// What may be sent of a request: a provider refuses the whole of it for one field that its model does not accept.
extension ModelRequest {
    /// The longest answer that is asked for.
    var outputLimit: Int { min(maxOutput, model.capabilities.maxOutput ?? .max) }

    var acceptedTemperature: Double? { model.capabilities.temperature ? temperature : nil }

    var acceptedTopP: Double? { model.capabilities.temperature ? topP : nil }

    /// Servers read the seed as a signed integer of this many bits.
    func acceptedSeed(bits: Int = 64) -> JSONValue? {
        guard model.capabilities.seed, let seed else { return nil }
        return .integer(Int64(seed & (UInt64.max >> UInt64(65 - bits))))
    }

    /// How many alternatives to each token are asked for; no provider gives more than twenty.
    var acceptedLogprobs: Int? {
        guard model.capabilities.logprobs else { return nil }
        return topLogprobs.map { min(max($0, 0), 20) }
    }

    var acceptedTools: [ToolDescription] { model.capabilities.tools ? tools : [] }

    /// How much the model is to think, for one that is told in the way given.
    func effort(_ control: ReasoningControl) -> ReasoningEffort? {
        model.capabilities.reasoning == control ? model.effort : nil
    }

    /// What the messages of the beginning that stand apart in some formats say together.
    var instructions: [Message] { messages.filter { $0.role == .system && !$0.text.isEmpty } }

    /// The conversation itself.
    var dialogue: [Message] { messages.filter { $0.role != .system } }

    /// The tool that the call `id` was a call of, for formats that want to be told again.
    func tool(called id: String?) -> String {
        for message in messages.reversed() {
            if let call = message.toolCalls.first(where: { $0.id == id }) { return call.name }
        }
        return id ?? ""
    }

    /// One name for all requests that begin alike: with the same instructions, tools and task.
    var cacheKey: String? {
        guard model.capabilities.caching == .key else { return nil }
        var hash = StableHash()
        for text in instructions.map(\.text) + acceptedTools.map(\.name) + [dialogue.first?.pieces.first ?? ""] {
            hash.combine(text.utf8)
            // A byte that never occurs in UTF-8 keeps ("ab", "c") and ("a", "bc") apart.
            hash.combine(0xff)
        }
        return "outrider-" + hash.hexadecimal
    }
}
