public import Foundation
public import HTTPTypes
public import Planning

/// Turns what a provider answers to a failed call into a ``BackendError``: its class, the
/// provider's own words, and what to try next. No secret gets through it, also not one that the
/// provider repeats.
public struct FailureReader: Sendable {
    private let model: ModelID
    private let endpoint: String
    private let format: String
    private let key: ResolvedKey?

    /// A reader for calls of one model.
    /// - Parameters:
    ///   - endpoint: Where the calls go, without anything secret.
    ///   - format: What is expected there.
    ///   - key: The key that is sent, and where it was found.
    public init(
        model: ModelID, endpoint: String, format: String = "an OpenAI-compatible API", key: ResolvedKey? = nil
    ) {
        self.model = model
        self.endpoint = endpoint
        self.format = format
        self.key = key
    }

    /// The failure that a reply with a status other than success reports.
    /// - Parameter now: What a date in `Retry-After` is counted from.
    public func error(status: Int, fields: HTTPFields, body: [UInt8], now: Date) -> BackendError {
        // Before the words are cut to length: half a key is no longer recognised.
        let message = ProviderMessage(body: Array(redact(body: String(decoding: body, as: UTF8.self)).utf8))
        let code = FailureClass.code(status: status, message: message)
        let isWait = [.rateLimited, .overloaded, .loading, .serverFault].contains(code)
        return make(
            code, message, status: status,
            retryAfter: isWait ? RetryAfter.wait(in: fields, now: now) ?? message.retryDelay : nil,
            requestID: requestID(in: fields) ?? message.requestID)
    }

    /// The failure that a server reports inside a stream that had begun with success.
    /// - Parameter hasBegun: Whether the answer had begun, as ``AnswerDecoder/hasBegun`` says. Then trying again is
    ///   no longer for this call to decide, because what came may be billed.
    func error(inStream chunk: JSONValue, hasBegun: Bool) -> BackendError {
        let chunk = key?.secret.removed(from: chunk) ?? chunk
        let message =
            ProviderMessage(document: chunk) ?? ProviderMessage(body: chunk.canonicalBytes)
        let code = FailureClass.code(status: message.status ?? 500, message: message)
        let canWait = [.rateLimited, .overloaded, .loading, .serverFault].contains(code)
        return make(
            hasBegun && canWait ? .cutMidStream : code, message, status: message.status,
            retryAfter: message.retryDelay, requestID: message.requestID ?? chunk["id"]?.string)
    }

    /// An answer that stopped on the way.
    func cut(_ what: String, hasBegun: Bool) -> BackendError {
        BackendError(
            hasBegun ? .cutMidStream : .serverFault, redact("\(what), asking \(model) at \(endpoint)"),
            suggestion: "try again; if it happens often, check the server and what lies between")
    }

    /// An answer that is not in the format.
    func malformed(_ what: String, excerpt: String) -> BackendError {
        let excerpt = String(redact(body: excerpt).prefix(1024)).onOneLine
        return BackendError(
            .malformedResponse, redact("\(endpoint) sent \(what), asking \(model): “\(excerpt)”"),
            suggestion: "check that base_url of provider “\(model.provider)” leads to \(format)")
    }

    /// A failure of the connection, in the words of whoever noticed it.
    func connection(_ code: BackendError.Code, _ message: String, suggestion: String?) -> BackendError {
        BackendError(code, redact("\(message), asking \(model)"), suggestion: suggestion)
    }

    private func make(
        _ code: BackendError.Code, _ message: ProviderMessage, status: Int?, retryAfter: Duration?, requestID: String?
    ) -> BackendError {
        let answer = status.map { "\(endpoint) answered \($0)" } ?? "\(endpoint) reported an error"
        let words = message.text.isEmpty ? "" : ": \(message.text)"
        return BackendError(
            code, redact("\(answer) to a call of \(model)\(words)"),
            suggestion: suggestion(for: code, message), status: status, retryAfter: retryAfter,
            requestID: requestID.map(publicID))
    }

    private func suggestion(for code: BackendError.Code, _ message: ProviderMessage) -> String? {
        switch code {
        case .rateLimited: "wait, or lower max_concurrency of provider “\(model.provider)”"
        case .outOfMoney: "add credit to the account or raise its limit at \(model.provider)"
        case .overloaded, .serverFault: "try again later, or use another model"
        case .loading: "wait until the server has loaded its model"
        case .tooLarge: "use a model with a longer context, or a shorter task"
        case .unauthorized:
            key.map { "check the key; it was read from \($0.origin)" }
                ?? "no key was sent: give provider “\(model.provider)” one with key_env, key_command or a key file"
        case .unknownModel: "check the name “\(model.name)”; `outrider models` lists those that are known"
        case .badRequest where !message.isStructured:
            "check base_url of provider “\(model.provider)”; most end in /v1"
        default: nil
        }
    }

    /// The provider's name for the request. OpenRouter's generation is what its own records know.
    func requestID(in fields: HTTPFields) -> String? {
        for name in ["x-generation-id", "x-request-id", "request-id"] {
            if let id = fields[.named(name)], !id.isEmpty { return publicID(id) }
        }
        return nil
    }

    /// An event as it may be recorded: without a key in what the provider says beside the answer itself.
    func publicEvent(_ event: ModelEvent) -> ModelEvent {
        switch event {
        case .accepted(let id):
            return .accepted(requestID: id.map(publicID))
        case .usage(var usage, let raw):
            // Tiers come in small letters.
            if let key, let tier = usage.serviceTier {
                usage.serviceTier = Secret(key.secret.exposed.lowercased()).removed(from: tier)
            }
            return .usage(usage, raw: raw.map(redact(body:)))
        default:
            return event
        }
    }

    /// A provider's name for a request, without the key and of bounded length.
    private func publicID(_ id: String) -> String {
        // Half a key is no longer recognised.
        String(redact(id).prefix(200))
    }

    /// What came from the provider, without the key. JSON is read first, because a key may be spelled in escapes there.
    private func redact(body text: String) -> String {
        guard let secret = key?.secret, let document = try? JSONValue(parsing: text) else { return redact(text) }
        return secret.removed(from: document).canonical
    }

    /// Some providers repeat the key that they refuse.
    private func redact(_ text: String) -> String {
        key?.secret.removed(from: text) ?? text
    }
}
