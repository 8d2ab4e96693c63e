import Telemetry
import Testing

struct ConventionTests {
    /// The attributes that `model/gen-ai/registry.yaml` has at v1.41.1, deprecated ones left out, and those of other
    /// registries that its spans refer to.
    private static let registered = Set(
        """
        gen_ai.agent.description gen_ai.agent.id gen_ai.agent.name gen_ai.agent.version gen_ai.conversation.id
        gen_ai.data_source.id gen_ai.embeddings.dimension.count gen_ai.evaluation.explanation gen_ai.evaluation.name
        gen_ai.evaluation.score.label gen_ai.evaluation.score.value gen_ai.input.messages gen_ai.operation.name
        gen_ai.output.messages gen_ai.output.type gen_ai.prompt.name gen_ai.provider.name gen_ai.request.choice.count
        gen_ai.request.encoding_formats gen_ai.request.frequency_penalty gen_ai.request.max_tokens
        gen_ai.request.model gen_ai.request.presence_penalty gen_ai.request.seed gen_ai.request.stop_sequences
        gen_ai.request.stream gen_ai.request.temperature gen_ai.request.top_k gen_ai.request.top_p
        gen_ai.response.finish_reasons gen_ai.response.id gen_ai.response.model gen_ai.response.time_to_first_chunk
        gen_ai.retrieval.documents gen_ai.retrieval.query.text gen_ai.system_instructions gen_ai.token.type
        gen_ai.tool.call.arguments gen_ai.tool.call.id gen_ai.tool.call.result gen_ai.tool.definitions
        gen_ai.tool.description gen_ai.tool.name gen_ai.tool.type gen_ai.usage.cache_creation.input_tokens
        gen_ai.usage.cache_read.input_tokens gen_ai.usage.input_tokens gen_ai.usage.output_tokens
        gen_ai.usage.reasoning.output_tokens gen_ai.workflow.name error.type server.address server.port
        """.split { $0 == " " || $0 == "\n" }.map(String.init))

    /// What the first release of their own changed of these.
    private static let registeredLater = registered.subtracting([
        "gen_ai.usage.cache_creation.input_tokens", "gen_ai.workflow.name",
    ]).union(["gen_ai.usage.cache_write.input_tokens", "gen_ai.request.reasoning.level", "gen_ai.prompt.version"])

    @Test func everyNameIsRegisteredInItsVersion() {
        #expect(Set(Convention.v1_41_1.names).subtracting(Self.registered) == [])
        #expect(Set(Convention.v0_1_0.names).subtracting(Self.registeredLater) == [])
    }

    @Test func noNameStandsForTwoFacts() {
        for convention in Convention.all {
            #expect(Set(convention.names).count == convention.names.count, "\(convention.version)")
        }
    }

    @Test func theVersionsDifferInWhatWasRenamed() {
        let old = Set(Convention.v1_41_1.names)
        let new = Set(Convention.v0_1_0.names)
        #expect(old.subtracting(new) == ["gen_ai.usage.cache_creation.input_tokens"])
        #expect(new.subtracting(old) == ["gen_ai.usage.cache_write.input_tokens"])
    }

    @Test func aVersionIsFoundByItsName() {
        #expect(Convention(version: "v0.1.0") == .v0_1_0)
        #expect(Convention(version: "v1.41.1") == .v1_41_1)
        #expect(Convention(version: "latest") == nil)
    }

    @Test func ourOwnNamesAreFewAndOurOwn() {
        let names = OutriderAttribute.allCases.map(\.rawValue)
        #expect(
            names == [
                "outrider.role", "outrider.strategy", "outrider.branch.id", "outrider.step.index",
                "outrider.window.depth", "outrider.verdict", "outrider.lambda", "outrider.cost.usd",
                "outrider.cost.provenance",
            ])
    }
}
