import Planning
import Testing

@testable import Backends

/// What holds for every wire format, whatever it looks like.
struct EveryFormatTests {
    static let fixtures = [
        "openai/text", "openai/tools", "deepseek/tool-turn", "openrouter/reasoning-details",
        "anthropic/text", "anthropic/thinking-tools", "anthropic/overloaded",
        "openai-responses/text", "openai-responses/reasoning-tools", "openai-responses/incomplete",
        "openai-responses/failed", "gemini/text", "gemini/tools", "gemini/logprobs", "gemini/blocked",
        "gemini/mid-stream-error", "ollama-native/text", "ollama-native/tools", "ollama-native/error",
    ]

    static let chats: [Provider.API] = [.openai, .responses, .anthropic, .gemini, .ollama]

    @Test(arguments: chats)
    func aKeySpelledInEscapesIsNotShownOfWhatCannotBeRead(api: Provider.API) {
        let decoder = Sample.provider(api).format.decoder(for: Sample.request(), failures: Sample.failures)
        let failure = decoder.failure([#"["sk\u002dverysecret0123456789"]"#])
        #expect(failure?.code == .malformedResponse)
        #expect(failure?.message.contains("<secret>") == true)
        #expect(failure?.message.contains("verysec") == false)
    }

    @Test(arguments: fixtures)
    func aStreamMeansTheSameInWhateverPiecesItArrives(name: String) throws {
        let fixture = try Fixture(name)
        let whole = try fixture.decoded()
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<60 {
            var pieces: [ArraySlice<UInt8>] = []
            var start = 0
            while start < fixture.bytes.count {
                let end = min(fixture.bytes.count, start + Int.random(in: 1...400, using: &generator))
                pieces.append(fixture.bytes[start..<end])
                start = end
            }
            let split = try fixture.decoded(in: pieces)
            #expect(split.events == whole.events && split.failure == whole.failure, "\(pieces.map(\.count))")
        }
    }

    @Test(arguments: fixtures)
    func aStreamThatEndsEarlyNeverLooksComplete(name: String) throws {
        let fixture = try Fixture(name)
        let last = try fixture.decoded().events.last
        for length in stride(from: 0, to: fixture.bytes.count, by: 13) {
            let (events, failure) = try Fixture(name, prefix: length).decoded()
            let isComplete = events.finishes.count == 1
            #expect(isComplete == (failure == nil), "\(length) bytes")
            #expect(!isComplete || events.last == last)
        }
    }

    /// Bytes that a hostile or broken server might send: whatever comes, it is an answer or a failure, and what was
    /// counted can be added up.
    @Test(arguments: fixtures)
    func brokenBytesAreAnAnswerOrAFailure(name: String) throws {
        let fixture = try Fixture(name)
        var generator = SeededGenerator(seed: 12)
        for _ in 0..<150 {
            var bytes = fixture.bytes
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                let place = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: Array("null".utf8), at: place)
                default: bytes.insert(contentsOf: bytes[place..<min(place + 40, bytes.count)], at: place)
                }
            }
            let (events, _) = try Fixture(name: name, bytes: bytes).decoded()
            #expect(events.finishes.count <= 1)
            for usage in events.usages {
                #expect(usage.freshInput >= 0 && usage.cacheRead >= 0 && usage.cacheWrite >= 0)
                #expect((0...usage.output).contains(usage.reasoning))
            }
        }
    }

    @Test(arguments: chats)
    func garbageIsAMalformedResponse(api: Provider.API) {
        for payload in ["{", "null", "[]", "7", "\"text\"", "<html>", "{\"a\":", "\u{0}"] {
            var decoder = Sample.provider(api).format.decoder(for: Sample.request(), failures: Sample.failures)
            let error = #expect(throws: BackendError.self, "\(payload)") { try decoder.push(payload) }
            #expect(error?.code == .malformedResponse)
        }
        for body in ["", "no", "<html>504</html>", "{}", "[]", "[1]", "7"] {
            var decoder = Sample.provider(api).format.decoder(for: Sample.request(), failures: Sample.failures)
            let error = #expect(throws: BackendError.self, "\(body)") { try decoder.push(whole: Array(body.utf8)) }
            #expect(error?.code == .malformedResponse, "\(body)")
        }
    }

    @Test(arguments: chats)
    func membersOfOtherTypesAreIgnored(api: Provider.API) {
        let values = ["null", "7", "\"x\"", "[]", "{}", "[null]", "[[]]", "true", "-1e99"]
        let keys = [
            "type", "delta", "choices", "candidates", "message", "usage", "usageMetadata", "item", "response", "index",
            "content_block", "error", "done", "output_index", "logprobs", "id", "responseId",
        ]
        let types = [
            "message_start", "content_block_start", "content_block_delta", "message_delta", "response.created",
            "response.output_item.done", "response.completed", "response.output_text.delta",
        ]
        for key in keys {
            for value in values {
                for type in types where key != "type" {
                    var decoder = Sample.provider(api).format.decoder(for: Sample.request(), failures: Sample.failures)
                    _ = try? decoder.push(#"{"type":"\#(type)","\#(key)":\#(value)}"#)
                    _ = try? decoder.end()
                }
            }
        }
    }

    @Test(arguments: chats)
    func equalRequestsAreEqualBytes(api: Provider.API) {
        var request = Sample.request()
        request.tools = [Sample.tool]
        let format = Sample.provider(api).format
        #expect(format.body(for: request) == format.body(for: request))
    }

    @Test(arguments: chats)
    func whatAModelCannotDoIsNotAsked(api: Provider.API) throws {
        var plain = Sample.request()
        plain.model.capabilities = Capabilities(tools: false, temperature: false, seed: false)
        var greedy = plain
        greedy.tools = [Sample.tool]
        greedy.toolChoice = .required
        (greedy.temperature, greedy.topP, greedy.topLogprobs, greedy.seed) = (0.5, 0.9, 5, 7)
        greedy.model.effort = .high
        #expect(try Sample.body(api, greedy) == Sample.body(api, plain))
    }

    /// What a reader of prompts keeps apart must not be told apart by how it is kept.
    @Test(arguments: chats)
    func hintsForTheCacheChangeNoWord(api: Provider.API) throws {
        var request = Sample.request()
        request.messages[1] = Message(role: .user, text: "task\n1. a\n\nnext?", breaks: [4, 9])
        func words(_ caching: PromptCaching) throws -> String {
            request.model.capabilities.caching = caching
            var said = ""
            func collect(_ value: JSONValue) {
                if let text = value["text"]?.string ?? value["content"]?.string { said += text }
                for key in ["input", "messages", "contents", "content", "parts"] {
                    for element in value[key]?.array ?? [] { collect(element) }
                }
            }
            collect(try Sample.body(api, request))
            return said.replacing("You move blocks.", with: "")
        }
        for caching in PromptCaching.allCases { #expect(try words(caching) == "task\n1. a\n\nnext?") }
    }

    @Test func requestsThatBeginAlikeShareTheNameOfTheirCache() throws {
        var request = Sample.request()
        request.model.capabilities.caching = .key
        request.messages[1] = Message(role: .user, text: "task\n1. a\n\nnext?", breaks: [4, 9])
        let first = try Sample.body(.openai, request)["prompt_cache_key"]
        request.messages[1] = Message(role: .user, text: "task\n1. a\n2. b\n\nnext?", breaks: [4, 9, 14])
        #expect(try Sample.body(.responses, request)["prompt_cache_key"] == first)
        request.messages[1] = Message(role: .user, text: "another\n\nnext?", breaks: [7])
        #expect(try Sample.body(.openai, request)["prompt_cache_key"] != first)
        request.model.capabilities.caching = .unasked
        #expect(try Sample.body(.openai, request)["prompt_cache_key"] == nil)
    }
}
