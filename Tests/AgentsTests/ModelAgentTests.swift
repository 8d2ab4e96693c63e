import Agents
import Documents
import Foundation
import Planning
import Testing

struct ModelAgentTests {
    private let request = ProposalRequest(task: "look", trajectory: Trajectory())

    @Test func anActionThatDoesNotParseIsAskedForAgain() async throws {
        let backend = ScriptedModel([.text("Look!"), .text("<tool>Loo</tool>"), .text("<tool>Look</tool>")])
        let meter = CountingMeter()
        let proposal = try await Samples.agent(Samples.tagged(), backend).propose(request, meter: meter)
        #expect(proposal.action == Action(tool: "Look"))
        #expect(meter.purposes == ["action", "correction", "correction"])
        let second = backend.requests[1].messages
        #expect(Array(second.prefix(2)) == backend.requests[0].messages)
        #expect(second[2] == .assistant("Look!"))
        #expect(
            second[3].text.hasPrefix(
                "That answer cannot be used. It contains no <tool>…</tool>. Answer again. Write it"))
        let third = backend.requests[2].messages
        #expect(Array(third.prefix(4)) == second)
        #expect(third[4] == .assistant("<tool>Loo</tool>"))
        #expect(third[5].text.contains("There is no tool called “Loo”. Did you mean “Look”?"))
    }

    @Test func aCallThatCannotBeUsedGoesBackAsItCameWithItsReasoning() async throws {
        let wrong = ToolCall(id: "t1", name: "stack", arguments: #"{"block":"b"}"#)
        let turn = SealedTurn(by: Samples.model.id, [["type": "thinking", "signature": "s"]])
        let broken = ToolCall(id: "t2", name: "stack", arguments: #"{"block":"#)
        let backend = ScriptedModel([.sealed(wrong, turn), .sealed(broken, turn), .call("finish", "{}")])
        let agent = try Samples.agent(AgentCatalogue().definition("blocksworld"), backend)
        _ = try await agent.propose(request, meter: CountingMeter())
        let second = backend.requests[1].messages.suffix(2)
        #expect(second.first == .assistant("", calling: [wrong], sealed: turn))
        #expect(second.last?.role == .tool && second.last?.toolCallID == "t1")
        #expect(second.last?.text.contains("The call of stack is not right") == true)
        // Providers refuse arguments that are no object: they are quoted, and the turn is not whole without them.
        let third = backend.requests[2].messages.suffix(2)
        #expect(third.first == .assistant(#"stack {"block":"#))
        #expect(third.last?.role == .user)
    }

    @Test func theAgentIsAsSureAsItsLeastCertainTokenOfTheAction() async throws {
        let tokens = [("I wonder. ", 0.1), ("<tool>", 0.9), ("Lo", 0.8), ("ok", 0.95), ("</tool>", 0.5)]
            .map { TokenLogprob(token: $0, logprob: log($1)) }
        var talkative = Samples.model
        talkative.capabilities.logprobs = true
        let backend = ScriptedModel([.tokens(tokens)])
        let agent = try Samples.agent(Samples.tagged(), backend, model: talkative)
        let proposal = try await agent.propose(request, meter: CountingMeter())
        #expect(backend.requests[0].topLogprobs == 0)
        #expect(try abs(#require(proposal.confidence) - 0.8) < 1e-12)
        // A model that does not say is not asked.
        let silent = ScriptedModel([.text("<tool>Look</tool>")])
        let other = try await Samples.agent(Samples.tagged(), silent).propose(request, meter: CountingMeter())
        #expect(silent.requests[0].topLogprobs == nil)
        #expect(other.confidence == nil)
    }

    @Test func severalAnswersToOneQuestionAreDrawnWithSeedsOfTheirOwn() async throws {
        let backend = ScriptedModel(Array(repeating: .text("<tool>Look</tool>"), count: 4))
        let agent = try Samples.agent(Samples.tagged(), backend)
        for number in [0, 1, 1] {
            _ = try await agent.propose(
                request.sampled(.init(number: number, temperature: 0.9)), meter: CountingMeter())
        }
        _ = try await agent.propose(request, meter: CountingMeter())
        #expect(backend.requests.map(\.temperature) == [0.9, 0.9, 0.9, nil])
        let seeds = backend.requests.map(\.seed)
        #expect(seeds[0] != seeds[1])
        #expect(seeds[1] == seeds[2])
        #expect(seeds[3] == 7)
    }

    @Test func garbageToTheEndIsAnErrorThatSaysWhatToTry() async throws {
        let backend = ScriptedModel(Array(repeating: .text("?"), count: 9))
        let meter = CountingMeter()
        let agent = try Samples.agent(Samples.tagged(extra: "limits: {attempts: 2}"), backend)
        let error = await #expect(throws: AgentError.self) { try await agent.propose(request, meter: meter) }
        #expect(error?.code == .unparseableAction)
        #expect(
            error?.description == "test/model gave no usable action in 2 answers; the last problem: "
                + "It contains no <tool>…</tool>. Try another model, or raise limits.max_output or limits.attempts in sample.yaml"
        )
        #expect(backend.requests.count == 2)
        #expect(meter.outcomes == [.finished, .finished])
    }

    @Test func aMalformedToolCallIsQuotedAsText() async throws {
        let backend = ScriptedModel([.call("stack", "{oops"), .call("finish", "{}")])
        let agent = try Samples.agent(AgentCatalogue().definition("blocksworld"), backend)
        let proposal = try await agent.propose(request, meter: CountingMeter())
        #expect(proposal.action.finishes)
        #expect(proposal.action.answer?.isEmpty == true)
        #expect(Array(backend.requests[1].messages.suffix(2).map(\.role)) == [.assistant, .user])
        #expect(backend.requests[1].messages.allSatisfy { $0.toolCalls.isEmpty })
        #expect(backend.requests[1].messages[2].text == "stack {oops")
        #expect(backend.requests[1].messages[3].text.contains("The arguments of stack are not a JSON object."))
    }

    @Test func onlyTheAnswerThatActsMayCallTools() async throws {
        let backend = ScriptedModel([.text("I finish."), .call("finish", "{}")])
        let agent = try Samples.agent(AgentCatalogue().definition("blocksworld"), backend, style: StyleChoice(.react))
        _ = try await agent.propose(request, meter: CountingMeter())
        #expect(backend.requests.map(\.toolChoice) == [.none, .automatic])
        #expect(backend.requests[0].tools.map(\.name) == ["pick-up", "put-down", "stack", "unstack", "finish"])
        #expect(backend.requests[0].tools == backend.requests[1].tools)
    }

    @Test func theRequestFollowsTheDefinitionAndTheModel() async throws {
        let definition = try Samples.tagged(
            extra: "limits: {max_output: 500}\nsampling: {temperature: 0.5, top_p: 0.9}")
        let plain = ScriptedModel([.text("<tool>Look</tool>")])
        let agent = try Samples.agent(definition, plain)
        #expect(agent.label == "test/model")
        _ = try await agent.propose(request, meter: CountingMeter())
        #expect(plain.requests[0].maxOutput == 500)
        #expect(plain.requests[0].temperature == 0.5)
        #expect(plain.requests[0].topP == 0.9)
        #expect(plain.requests[0].seed == 7)
        #expect(plain.requests[0].stop.isEmpty)

        var narrow = Samples.model
        narrow.capabilities = Capabilities(temperature: false, maxOutput: 100)
        let limited = ScriptedModel([.text("<tool>Look</tool>")])
        _ = try await Samples.agent(definition, limited, model: narrow).propose(request, meter: CountingMeter())
        #expect(limited.requests[0].maxOutput == 100)
        #expect(limited.requests[0].temperature == nil)
        #expect(limited.requests[0].topP == nil)
    }

    @Test func aProposalDependsOnTheRequestAlone() async throws {
        let backend = ScriptedModel([.text("?"), .text("<tool>Look</tool>"), .text("?"), .text("<tool>Look</tool>")])
        let agent = try Samples.agent(Samples.tagged(), backend)
        let first = try await agent.propose(request, meter: CountingMeter())
        let second = try await agent.propose(request, meter: CountingMeter())
        #expect(first == second)
        #expect(Array(backend.requests[0...1]) == Array(backend.requests[2...3]))
    }

    @Test func anAnswerThatIsCutOffIsAskedForAgain() async throws {
        let backend = ScriptedModel([.cut, .text("<tool>Look</tool>")])
        let meter = CountingMeter()
        let proposal = try await Samples.agent(Samples.tagged(), backend).propose(request, meter: meter)
        #expect(proposal.action == Action(tool: "Look"))
        #expect(meter.outcomes == [.failed, .finished])
        #expect(backend.requests[0] == backend.requests[1])
    }

    @Test func anAnswerThatIsAlwaysCutOffFails() async throws {
        let backend = ScriptedModel(Array(repeating: .cut, count: 9))
        let agent = try Samples.agent(Samples.tagged(), backend)
        let error = await #expect(throws: BackendError.self) {
            try await agent.propose(request, meter: CountingMeter())
        }
        #expect(error?.code == .cutMidStream)
        #expect(backend.requests.count == 3)
    }

    @Test func otherFailuresArePassedOnAtOnce() async throws {
        let backend = ScriptedModel([.failure(BackendError(.unauthorized, "the key is refused"))])
        let agent = try Samples.agent(Samples.tagged(), backend)
        let error = await #expect(throws: BackendError.self) {
            try await agent.propose(request, meter: CountingMeter())
        }
        #expect(error?.code == .unauthorized)
        #expect(backend.requests.count == 1)
    }

    @Test func moneyThatIsGoneEndsTheProposalBeforeTheNextCall() async throws {
        let backend = ScriptedModel([.text("a thought"), .text("<tool>Look</tool>")])
        let agent = try Samples.agent(Samples.tagged(), backend, style: StyleChoice(.react))
        await #expect(throws: LimitReached.self) { try await agent.propose(request, meter: CountingMeter(allowed: 1)) }
        #expect(backend.requests.count == 1)
    }

    @Test func aCancelledProposalMakesNoCall() async throws {
        let backend = ScriptedModel([.text("<tool>Look</tool>")])
        let agent = try Samples.agent(Samples.tagged(), backend)
        await withTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask {
                await #expect(throws: CancellationError.self) {
                    try await agent.propose(request, meter: CountingMeter())
                }
            }
        }
        #expect(backend.requests.isEmpty)
    }

    @Test func aModelWithoutToolCallsIsRefusedWhereTheyAreNeeded() throws {
        var model = Samples.model
        model.capabilities = Capabilities(tools: false)
        let error = #expect(throws: DocumentError.self) {
            try Samples.agent(AgentCatalogue().definition("assistant"), ScriptedModel([]), model: model)
        }
        #expect(
            error?.description == "the agent “assistant” acts by tool calls, which test/model cannot make; "
                + "expected a model with tool calls, or an agent whose action format is tagged or pattern")
        #expect(throws: Never.self) {
            try Samples.agent(AgentCatalogue().definition("openagi"), ScriptedModel([]), model: model)
        }
    }
}
