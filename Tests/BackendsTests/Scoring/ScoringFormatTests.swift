import Foundation
import Planning
import Testing

@testable import Backends

struct ScoringFormatTests {
    private func body(_ api: Provider.API, _ texts: String...) throws -> String {
        let request = Self.request(texts)
        return String(decoding: provider(api).format.body(for: request), as: UTF8.self)
    }

    private func events(_ api: Provider.API, _ texts: String..., answer: String) throws -> [ModelEvent] {
        var decoder = provider(api).format.decoder(for: Self.request(texts), failures: Self.failures(api))
        return try decoder.push(whole: Array(answer.utf8))
    }

    private func events(_ api: Provider.API, scale: ScoreScale? = nil, fixture: String) throws -> [ModelEvent] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/\(fixture).json").standardized
        let texts = api.scoresPairs ? ["task", "put b on c", "put c on b"] : ["one", "two"]
        var decoder = provider(api, scale).format.decoder(for: Self.request(texts), failures: Self.failures(api))
        return try decoder.push(whole: Array(try Data(contentsOf: file)))
    }

    private func provider(_ api: Provider.API, _ scale: ScoreScale? = nil) -> Provider {
        Provider(name: "prm", api: api, baseURL: "http://localhost:8000", key: .none, scores: scale)
    }

    private static func request(_ texts: [String]) -> ModelRequest {
        ModelRequest(
            model: Model(id: ModelID(provider: "prm", name: "org/model")), messages: texts.map { .user($0) })
    }

    private static func failures(_ api: Provider.API) -> FailureReader {
        FailureReader(
            model: ModelID(provider: "prm", name: "org/model"), endpoint: "http://localhost:8000/score",
            format: Provider(name: "prm", api: api, baseURL: "http://localhost:8000", key: .none).format.title)
    }

    private func scores(_ api: Provider.API, scale: ScoreScale? = nil, fixture: String) throws -> [Double] {
        let answer = try events(api, scale: scale, fixture: fixture).text
        return try #require(JSONValue(parsing: answer).array).compactMap(\.double)
    }

    @Test func bodiesAreWhatTheServersDocument() throws {
        #expect(
            try body(.rerank, "task", "a", "b")
                == #"{"documents":["a","b"],"model":"org/model","query":"task","return_documents":false}"#)
        #expect(
            try body(.score, "task", "a", "b")
                == #"{"model":"org/model","text_1":"task","text_2":["a","b"]}"#)
        #expect(
            try body(.pooling, "a", "b")
                == #"{"input":["a","b"],"model":"org/model","use_activation":false}"#)
        let chances = provider(.pooling, .chance).format.body(for: Self.request(["a"]))
        #expect(
            String(decoding: chances, as: UTF8.self) == #"{"input":["a"],"model":"org/model","use_activation":true}"#)
        #expect(
            try body(.classify, "a", "b")
                == #"{"input":["a","b"],"model":"org/model","text":["a","b"]}"#)
    }

    @Test func onlyScoringEndpointsScore() {
        #expect(Provider.API.allCases.filter(\.scores) == [.rerank, .score, .pooling, .classify])
        #expect(Provider.API.allCases.filter(\.scoresPairs) == [.rerank, .score])
    }

    @Test func scoresComeInTheOrderOfTheCandidates() throws {
        #expect(try scores(.score, fixture: "vllm/score") == [0.875, 0.125])
        #expect(try scores(.rerank, fixture: "vllm/rerank") == [0.25, 0.75])
        #expect(try scores(.rerank, fixture: "infinity/rerank") == [0.9, 0.1])
    }

    @Test func logitsBecomeChancesWhereTheProviderSaysSo() throws {
        let low = 1 / (1 + exp(5.0)), high = 1 / (1 + exp(-5.0))
        let found = try scores(.rerank, scale: .logit, fixture: "sglang/rerank")
        #expect(zip(found, [low, high]).allSatisfy { abs($0 - $1) < 1e-12 })
        // Otherwise they come out as they are, for the check of the range.
        #expect(try scores(.rerank, fixture: "sglang/rerank") == [-5, 5])
    }

    @Test func aRewardModelIsReadAtItsLastStep() throws {
        #expect(try scores(.pooling, fixture: "vllm/pooling-steps") == [0.75, 0.125])
        let values = try scores(.pooling, fixture: "vllm/pooling-value")
        #expect(abs(values[0] - 1 / (1 + exp(-2.0))) < 1e-12 && values[1] == 0.5)
        let classified = try scores(.classify, fixture: "sglang/classify")
        #expect(abs(classified[0] - 1 / (1 + exp(-1.0))) < 1e-12 && abs(classified[0] + classified[1] - 1) < 1e-12)
    }

    @Test func aClassifierSaysChancesOfLabels() throws {
        // By place, and by name with the likeliest first.
        #expect(try scores(.classify, fixture: "vllm/classify") == [0.3085126280784607, 0.17177429795265198])
        #expect(try scores(.classify, fixture: "infinity/classify") == [0.30851301550865173, 0.17177407443523407])
        #expect(
            try events(.classify, fixture: "vllm/classify").usages == [Usage(freshInput: 24, provenance: .reported)])
        let one = #"{"data":[[{"score":0.75,"label":"anything"}]]}"#
        #expect(try events(.classify, "a", answer: one).text == "[0.75]")
    }

    @Test(arguments: [
        #"{"data":[[{"score":0.6,"label":"cat"},{"score":0.4,"label":"dog"}]]}"#,
        #"{"data":[[{"score":0.6,"label":"yes"},{"score":0.4,"label":"true"}]]}"#,
        #"{"data":[[]]}"#, #"{"data":[{"index":0,"probs":[0.2,0.3,0.5]}]}"#, #"{"data":[{"index":0,"probs":["a"]}]}"#,
    ])
    func aClassifierOfSomethingElseIsRefused(answer: String) throws {
        #expect(throws: BackendError.self) { try events(.classify, "a", answer: answer) }
    }

    @Test func aClassifierIsPooledAsLogits() throws {
        let values = try scores(.pooling, fixture: "vllm/pooling-classifier")
        #expect(abs(values[0] - 0.29335877) < 1e-6 && abs(values[1] - 0.90456194) < 1e-6)
    }

    @Test func twoLogitsAreWeighedAgainstEachOther() throws {
        let text = #"{"data":[{"index":0,"data":[-1.0,1.0]}]}"#
        let events = try events(.pooling, "a", answer: text)
        let score = try #require(JSONValue(parsing: events.text).array?.first?.double)
        #expect(abs(score - 1 / (1 + exp(-2.0))) < 1e-12)
    }

    @Test func usageIsWhatTheServerSays() throws {
        #expect(
            try events(.score, fixture: "vllm/score").usages == [Usage(freshInput: 34, provenance: .reported)])
        #expect(
            try events(.classify, fixture: "sglang/classify").usages
                == [Usage(freshInput: 121, provenance: .reported)])
        #expect(try events(.score, fixture: "vllm/score").finishes == [.stop])
    }

    @Test(arguments: [
        "", "no", "[]", "{}", #"{"data":[]}"#, #"{"data":[{"index":0,"score":0.5}]}"#,
        #"{"data":[{"index":0,"score":0.5},{"index":0,"score":0.5}]}"#,
        #"{"data":[{"index":0,"score":0.5},{"index":2,"score":0.5}]}"#,
        #"{"data":[{"index":0,"score":0.5},{"index":-1,"score":0.5}]}"#,
        #"{"data":[{"index":0,"score":0.5},{"index":"1","score":0.5}]}"#,
        #"{"data":[{"index":0,"score":"high"},{"index":1,"score":0.5}]}"#,
        #"{"data":[{"index":0,"score":null},{"index":1,"score":0.5}]}"#,
        #"{"data":[{"index":0,"score":NaN},{"index":1,"score":0.5}]}"#,
        #"{"data":[{"index":0,"score":[1]},{"index":1,"score":0.5}]}"#,
        #"{"data":[0.5,0.5]}"#, #"{"error":{"message":"no such model"}}"#,
    ])
    func whatIsNotOneScoreForEachTextIsRefused(answer: String) throws {
        let error = #expect(throws: BackendError.self) {
            try events(.score, "task", "a", "b", answer: answer)
        }
        #expect(error?.code == .malformedResponse)
        #expect(error?.suggestion?.contains("api: score") == true)
    }

    @Test(arguments: [
        #"{"data":[{"index":0,"data":[]}]}"#, #"{"data":[{"index":0,"data":[0.1,0.2,0.7]}]}"#,
        #"{"data":[{"index":0,"data":[["a"]]}]}"#, #"{"data":[{"index":0,"data":"AAAAAA=="}]}"#,
        #"{"data":[{"index":0,"data":[[]]}]}"#,
    ])
    func whatAModelSaysHasToBeOneValueOrTwo(answer: String) throws {
        #expect(throws: BackendError.self) { try events(.pooling, "a", answer: answer) }
    }
}
