import Foundation

/// The JSON of chat completions.
enum ChatWire {
    static func text(_ object: [String: Any]) -> String {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? JSONSerialization.data(withJSONObject: object, options: options)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    static func event(_ object: [String: Any]) -> [UInt8] {
        Connection.chunk(Array("data: \(text(object))\n\n".utf8))
    }

    static func usage(_ charges: ChatCharges) -> [String: Any] {
        [
            "prompt_tokens": charges.promptTokens, "completion_tokens": charges.generatedTokens,
            "total_tokens": charges.promptTokens + charges.generatedTokens,
            "prompt_tokens_details": ["cached_tokens": charges.cachedTokens],
            "completion_tokens_details": ["reasoning_tokens": charges.reasoningTokens],
        ]
    }

    /// An event of a stream with a piece of the answer.
    static func delta(
        _ delta: [String: Any], id: String, model: String, finishReason: String? = nil, logprobs: [[String: Any]]? = nil
    ) -> [UInt8] {
        var choice: [String: Any] = ["index": 0, "delta": delta, "finish_reason": finishReason ?? NSNull()]
        if let logprobs { choice["logprobs"] = ["content": logprobs] }
        return event(envelope(id, model, "chat.completion.chunk", [choice]))
    }

    /// The deltas a piece is sent in.
    static func deltas(of piece: ChatPiece, toolIndex: Int) -> [[String: Any]] {
        switch piece {
        case .text(let text): return [["content": text]]
        case .reasoning(let text): return [["reasoning_content": text]]
        case .toolCall(let id, let name, let arguments):
            let half = arguments.index(arguments.startIndex, offsetBy: arguments.count / 2)
            let start: [String: Any] = [
                "index": toolIndex, "id": id, "type": "function", "function": ["name": name, "arguments": ""],
            ]
            let halves = [arguments[..<half], arguments[half...]].filter { !$0.isEmpty }
            return
                ([start]
                + halves.map { ["index": toolIndex, "function": ["arguments": String($0)]] as [String: Any] })
                .map { ["tool_calls": [$0]] }
        }
    }

    /// The log-probability of a piece of text: the same for every piece.
    static func logprobs(of piece: ChatPiece) -> [[String: Any]]? {
        guard case .text(let text) = piece else { return nil }
        return [["token": text, "logprob": ChatServer.logprob, "bytes": text.utf8.map { Int($0) }, "top_logprobs": []]]
    }

    /// A whole answer.
    static func completion(
        _ pieces: [ChatPiece], request: ChatRequest, id: String, finishReason: String, usage: [String: Any]?
    ) -> String {
        var message: [String: Any] = ["role": "assistant"]
        let texts = pieces.compactMap { if case .text(let text) = $0 { text } else { nil } }
        let thoughts = pieces.compactMap { if case .reasoning(let text) = $0 { text } else { nil } }
        let calls = pieces.compactMap { piece -> [String: Any]? in
            guard case .toolCall(let id, let name, let arguments) = piece else { return nil }
            return ["id": id, "type": "function", "function": ["name": name, "arguments": arguments]]
        }
        message["content"] = texts.isEmpty ? NSNull() : texts.joined() as Any
        if !thoughts.isEmpty { message["reasoning_content"] = thoughts.joined() }
        if !calls.isEmpty { message["tool_calls"] = calls }
        var choice: [String: Any] = ["index": 0, "message": message, "finish_reason": finishReason]
        if request.logprobs { choice["logprobs"] = ["content": pieces.compactMap(logprobs).flatMap { $0 }] }
        var whole = envelope(id, request.model, "chat.completion", [choice])
        if let usage { whole["usage"] = usage }
        return text(whole)
    }

    static func envelope(_ id: String, _ model: String, _ kind: String, _ choices: [[String: Any]]) -> [String: Any] {
        ["id": id, "object": kind, "created": 0, "model": model, "choices": choices]
    }
}
