extension Convention {
    /// The last release of the conventions for generative AI within open-telemetry/semantic-conventions.
    public static let v1_41_1 = Convention(
        version: "v1.41.1",
        schemaURL: "https://opentelemetry.io/schemas/1.41.1",
        agentSpanNamesProvider: true,
        recallOperation: "retrieval",
        operationName: "gen_ai.operation.name",
        providerName: "gen_ai.provider.name",
        requestModel: "gen_ai.request.model",
        conversationID: "gen_ai.conversation.id",
        agentName: "gen_ai.agent.name",
        finishReasons: "gen_ai.response.finish_reasons",
        responseID: "gen_ai.response.id",
        timeToFirstChunk: "gen_ai.response.time_to_first_chunk",
        inputTokens: "gen_ai.usage.input_tokens",
        outputTokens: "gen_ai.usage.output_tokens",
        cacheReadTokens: "gen_ai.usage.cache_read.input_tokens",
        cacheWriteTokens: "gen_ai.usage.cache_creation.input_tokens",
        reasoningTokens: "gen_ai.usage.reasoning.output_tokens",
        toolName: "gen_ai.tool.name",
        toolArguments: "gen_ai.tool.call.arguments",
        toolResult: "gen_ai.tool.call.result",
        inputMessages: "gen_ai.input.messages",
        outputMessages: "gen_ai.output.messages",
        errorType: "error.type",
        serverAddress: "server.address",
        serverPort: "server.port"
    )
}
