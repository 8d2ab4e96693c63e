import Backends
import Foundation
import HTTPTypes
import Planning
import Testing

struct FailureReaderTests {
    private let now = Date(timeIntervalSince1970: 784_111_777)

    private func error(_ status: Int, _ body: String, _ fields: HTTPFields = [:]) -> BackendError {
        Sample.failures.error(status: status, fields: fields, body: Array(body.utf8), now: now)
    }

    @Test(
        arguments: [
            (
                429, #"{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}"#,
                .rateLimited
            ),
            (
                429,
                #"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"#,
                .outOfMoney
            ),
            (429, #"{"error":{"message":"limit","code":"organization_spend_limit_exceeded"}}"#, .outOfMoney),
            (
                429,
                #"{"error":{"message":"Request too large for gpt-4o on tokens per min (TPM): Limit 10, Requested 20","type":"tokens","code":"rate_limit_exceeded"}}"#,
                .tooLarge
            ),
            (
                429, #"[{"error":{"code":429,"message":"Resource exhausted","status":"RESOURCE_EXHAUSTED"}}]"#,
                .rateLimited
            ),
            (402, #"{"error":{"message":"Insufficient Balance","type":"unknown_error"}}"#, .outOfMoney),
            (402, "", .outOfMoney),
            (
                401,
                #"{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}"#,
                .unauthorized
            ),
            (403, #"{"error":"forbidden"}"#, .unauthorized),
            (
                404,
                #"{"error":{"message":"The model `gpt-9` does not exist","type":"invalid_request_error","code":"model_not_found"}}"#,
                .unknownModel
            ),
            (
                404,
                #"{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}"#,
                .unknownModel
            ),
            (
                404, #"{"error":{"message":"model \"x\" not found, try pulling it first","type":"api_error"}}"#,
                .unknownModel
            ),
            (404, #"{"detail":"Not Found"}"#, .badRequest),
            (400, #"{"error":{"message":"foo/bar is not a valid model ID","code":400}}"#, .unknownModel),
            (400, #"{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}"#, .unknownModel),
            (
                400, #"{"object":"error","message":"Invalid model: x","type":"invalid_model","code":"1500"}"#,
                .unknownModel
            ),
            (400, #"{"error":{"message":"too long","code":"context_length_exceeded"}}"#, .tooLarge),
            (
                400,
                #"{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}"#,
                .tooLarge
            ),
            (400, #"{"message":"This model's maximum context length is 4096 tokens"}"#, .tooLarge),
            (413, "<html><h1>413 Request Entity Too Large</h1></html>", .tooLarge),
            (
                400,
                #"{"error":{"message":"Unsupported value: 'temperature'","type":"invalid_request_error","code":"unsupported_value"}}"#,
                .badRequest
            ),
            (
                422, #"{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}"#,
                .badRequest
            ),
            (500, #"{"error":{"message":"The server had an error","type":"server_error"}}"#, .serverFault),
            (502, "<html><title>502 Bad Gateway</title></html>", .serverFault),
            (504, "", .serverFault),
            (503, #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#, .loading),
            (503, #"{"error":{"message":"busy","type":"server_busy"}}"#, .overloaded),
            (
                529,
                #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}"#,
                .overloaded
            ),
            (408, "", .timedOut),
            (301, "", .badRequest),
        ] as [(Int, String, BackendError.Code)])
    func theClassFollowsFromStatusAndBody(status: Int, body: String, code: BackendError.Code) {
        #expect(error(status, body).code == code)
        #expect(error(status, body).status == status)
    }

    @Test(
        arguments: [
            (#"{"error":{"message":"one\n two","type":"x"}}"#, "one two"),
            (#"{"error":"just text"}"#, "just text"),
            (#"{"message":"flat"}"#, "flat"),
            (#"{"detail":"why"}"#, "why"),
            (#"{"detail":[{"loc":["body","n"],"msg":"bad"},{"msg":"worse"}]}"#, "body.n: bad; worse"),
            (#"{"error":{"message":"Provider returned error","metadata":{"raw":"upstream words"}}}"#, "upstream words"),
            (#"{"error":{"unheard":"of"}}"#, #"{"unheard":"of"}"#),
            ("<html>\n<body>Proxy\u{7} says no</body></html>", "<html> <body>Proxy says no</body></html>"),
            (#"{"unknown":"shape"}"#, #"{"unknown":"shape"}"#),
        ])
    func theProvidersOwnWordsAreKept(body: String, words: String) {
        #expect(error(400, body).message.contains(words))
    }

    @Test func ofAnUnknownBodyOneKilobyteIsKept() {
        let message = error(500, String(repeating: "x", count: 5000)).message
        #expect(message.filter { $0 == "x" }.count >= 1024)
        #expect(message.count < 1300)
    }

    @Test(arguments: [#"{"error":{"message":"MESSAGE"}}"#, "MESSAGE", #"{"detail":"MESSAGE"}"#])
    func aKeyAtTheEndOfWhatIsKeptIsNotShownInPart(body: String) {
        let padding = String(repeating: "x", count: 1010)
        let text = body.replacing("MESSAGE", with: padding + " sk-verysecret0123456789")
        #expect(!"\(error(401, text))".contains("sk-very"))
    }

    /// Written so that the body as it came does not show it.
    @Test(
        arguments: [
            #"{"error":{"message":"MESSAGE"}}"#, #"{"error":{"message":"m","metadata":{"raw":"MESSAGE"}}}"#,
            #"{"detail":"MESSAGE"}"#, #"{"unheard":["of",{"MESSAGE":1}]}"#,
        ], [0, 1010])
    func aKeySpelledInEscapesIsNotShownNotEvenInPart(body: String, before: Int) {
        let padding = String(repeating: "x", count: before)
        let text = body.replacing("MESSAGE", with: padding + #" sk\u002dverysecret0123456789"#)
        let shown = "\(error(401, text))"
        #expect(!shown.contains("verysec"), "\(shown)")
    }

    @Test func theSuggestionNamesTheVariableAndNobodyShowsTheKey() {
        let error = error(401, #"{"error":{"message":"Incorrect API key provided: sk-verysecret0123456789."}}"#)
        #expect(error.suggestion?.contains("OPENAI_API_KEY") == true)
        #expect(!"\(error)".contains("sk-verysecret"))
        #expect(error.message.contains("<secret>"))
        let anonymous = FailureReader(model: Sample.model.id, endpoint: "http://127.0.0.1:1/v1")
            .error(status: 401, fields: [:], body: [], now: now)
        #expect(anonymous.suggestion?.contains("key_env") == true)
    }

    @Test func theRequestIsNamedForSupport() {
        #expect(error(500, "", [.init("x-request-id")!: "req_42"]).requestID == "req_42")
        #expect(error(529, #"{"error":{"message":"m"},"request_id":"req_1"}"#).requestID == "req_1")
        #expect("\(error(500, "", [.init("x-request-id")!: "req_42"]))".contains("req_42"))
    }

    @Test func aKeyInTheNameOfARequestIsNotShownNotEvenInPart() {
        let name = String(repeating: "x", count: 190) + "sk-verysecret0123456789"
        #expect(error(500, "", [.init("x-request-id")!: name]).requestID?.contains("sk-very") == false)
        // Written so that the body as it came does not show it.
        let body = #"{"error":{"message":"m"},"request_id":"sk\u002dverysecret0123456789"}"#
        #expect(error(500, body).requestID == "<secret>")
    }

    @Test func theWaitComesFromTheHeaderThenTheBody() {
        let body = #"{"error":{"code":429,"message":"m","details":[{"@type":"RetryInfo","retryDelay":"17s"}]}}"#
        #expect(error(429, body).retryAfter == .seconds(17))
        #expect(error(429, body, [.retryAfter: "3"]).retryAfter == .seconds(3))
        #expect(error(400, body, [.retryAfter: "3"]).retryAfter == nil, "waiting does not mend a bad request")
    }
}
