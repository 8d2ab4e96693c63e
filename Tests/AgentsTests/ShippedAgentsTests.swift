@testable import Agents
import Foundation
import Planning
import Testing

struct ShippedAgentsTests {
    private static let names = ["assistant", "blocksworld", "coder", "countdown", "math", "openagi"]

    @Test func whatIsEmbeddedIsWhatStandsInTheFolder() throws {
        let folder = Samples.repository.appending(path: "agents")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }
        let texts = try Dictionary(
            uniqueKeysWithValues: files.map {
                ($0.deletingPathExtension().lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
            })
        #expect(texts.keys.sorted() == Self.names)
        #expect(EmbeddedAgents.texts == texts)
    }

    /// What a user may override, and what stands there otherwise, is in the field reference.
    @Test func theFieldReferenceNamesEveryPromptAndQuotesItsDefault() throws {
        let url = Samples.repository.appending(path: "agents/README.md")
        let reference = try String(contentsOf: url, encoding: .utf8)
        for key in AgentPrompts.keys { #expect(reference.contains("| `\(key)` |"), "\(key)") }
        func plain(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        let quotes = plain(reference)
        for text in Array(DefaultPrompts.texts.values) + DefaultPrompts.formats.values + [DefaultPrompts.taggedText] {
            #expect(quotes.contains(plain(text)), "\(text)")
        }
    }

    @Test func theOpenAGIAgentHasThePapersTools() throws {
        let agent = try AgentCatalogue().definition("openagi")
        #expect(
            agent.toolNames == [
                "Sentiment Analysis", "Text Summarization", "Machine Translation", "Fill Mask", "Question Answering",
                "Image Classification", "Object Detection", "Colorization", "Image Super-Resolution", "Image Denoising",
                "Image Deblurring", "Visual Question Answering", "Image Captioning", "Text-to-Image Generation",
                "TERMINATE",
            ])
        #expect(agent.drafter == StyleChoice(.direct))
        #expect(agent.verifier == StyleChoice(.react))
        #expect(agent.environment == .none)
        #expect(agent.format == .tagged(tag: "tool"))
    }

    @Test(arguments: [("Answer: 42", "42"), ("**Answer:** $x = 2$", "$x = 2$"), (" Answer:  1/3  ", "1/3")])
    func theMathAgentFindsItsAnswer(text: String, answer: String) throws {
        let pattern = try #require(try AgentCatalogue().definition("math").finish.pattern)
        #expect(pattern.lastMatch(in: text)?.groups.first == answer)
        #expect(pattern.lastMatch(in: "The Answer: is near") == nil)
    }

    /// Everything that a shipped agent says, in every style. A change of a prompt is a change of a
    /// file in Tests/Fixtures.
    @Test(arguments: names)
    func thePromptsAreTheOnesOnRecord(name: String) async throws {
        let definition = try AgentCatalogue().definition(name)
        var text = ""
        var before: [Message] = []
        for style in StyleChoice.Name.allCases.map({ StyleChoice($0) }) {
            text += "======== \(style)\n\n"
            let answers = (1..<style.callCount).map { ScriptedModel.Answer.text("(thought \($0))") }
            let backend = ScriptedModel(answers + [.text(" "), final(definition)])
            let proposal = try await Samples.agent(definition, backend, style: style)
                .propose(ProposalRequest(task: "(task)", trajectory: trajectory(definition)), meter: CountingMeter())
            #expect(proposal.action.finishes)
            text += transcript(backend.requests, after: &before)
        }
        let url = Samples.repository.appending(path: "Tests/Fixtures/AgentPrompts/\(name).txt")
        guard let recorded = try? String(contentsOf: url, encoding: .utf8) else {
            try text.write(to: url, atomically: true, encoding: .utf8)
            Issue.record("There was no record of the prompts of \(name); it was written now. Look at it.")
            return
        }
        #expect(text == recorded, "delete \(url.lastPathComponent) and run again to record the new prompts")
    }

    private func final(_ definition: AgentDefinition) -> ScriptedModel.Answer {
        switch definition.format {
        case .nativeTools: .call("finish", definition.finish.argument == nil ? "{}" : #"{"answer":"x"}"#)
        case .paragraph: .text("Answer: 1")
        default: .text("<tool>TERMINATE</tool>")
        }
    }

    private func trajectory(_ definition: AgentDefinition) -> Trajectory {
        switch definition.format {
        case .nativeTools:
            Trajectory([
                Step(
                    action: Action(tool: definition.toolNames[0], arguments: ["x": "(argument)"]),
                    observation: Observation("(observation)")),
                Step(action: Action(tool: definition.toolNames[1]), observation: Observation("(why)", isError: true)),
            ])
        case .paragraph: Trajectory([Step(action: Action(text: "(step 1)")), Step(action: Action(text: "(step 2)"))])
        default: Trajectory(definition.toolNames.prefix(2).map { Step(action: Action(tool: $0)) })
        }
    }

    /// The requests as a person reads them; what a request repeats of the one before is left out.
    private func transcript(_ requests: [ModelRequest], after before: inout [Message]) -> String {
        var text = ""
        for (index, request) in requests.enumerated() {
            text += "---- call \(index + 1)\n\n"
            let shared = zip(before, request.messages).prefix { $0 == $1 }.count
            if shared > 0 { text += "(\(shared) message\(shared == 1 ? "" : "s") as before)\n\n" }
            for message in request.messages.dropFirst(shared) {
                let calls = message.toolCalls.map { "\($0.id): \($0.name) \($0.arguments)\n" }.joined()
                text +=
                    "[\(message.role.rawValue)] \(message.toolCallID.map { "\($0): " } ?? "")\(message.text)\n\(calls)\n"
            }
            before = request.messages
        }
        return text
    }
}
