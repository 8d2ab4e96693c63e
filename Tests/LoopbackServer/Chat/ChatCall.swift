import Synchronization

/// One call while it is answered: generates piece by piece, and charges each as it is generated.
final class ChatCall: Sendable {
    private let request: ChatRequest
    private let answer: ChatAnswer
    private let ledger: Watched<ChatLedger>
    private let id: String
    private let sleep: @Sendable (Duration) async throws -> Void
    private let progress: Mutex<Progress>

    private struct Progress {
        var next = 0
        var toolCalls = 0
        var charges: ChatCharges
        var isOver = false
        var hasSentTail = false
    }

    init(
        _ request: ChatRequest, number: Int, answer: ChatAnswer, ledger: Watched<ChatLedger>,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.request = request
        self.answer = answer
        self.ledger = ledger
        self.sleep = sleep
        id = "chatcmpl-\(number)"
        var charges = ChatCharges()
        charges.promptTokens = ChatServer.promptTokens(of: request)
        charges.cachedTokens = min(answer.cachedTokens, charges.promptTokens)
        progress = Mutex(Progress(charges: charges))
        ledger.change { ledger in
            ledger.charge(request.model) { total in
                total.calls += 1
                total.promptTokens += charges.promptTokens
                total.cachedTokens += charges.cachedTokens
            }
        }
    }

    deinit {
        // The script is gone, played to its end or not: the call is over.
        let isCut = !progress.withLock { $0.isOver }
        ledger.change { ledger in
            if isCut { ledger.charge(request.model) { $0.cut += 1 } }
            ledger.openCalls -= 1
        }
    }

    /// The script that plays the answer.
    var script: ServerScript {
        let id = ("x-request-id", "req-\(self.id)")
        guard request.stream else {
            return ServerScript([.produce { await self.wholeReply(id) }] + (answer.cutAfter == nil ? [] : [.cut]))
        }
        let head = ServerPart.head(
            200, [("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked"), id])
        return [head, .produce { await self.nextEvents() }, answer.cutAfter == nil ? .lastChunk : .cut]
    }

    /// Generates the next piece; `nil` after the last, when the script cuts, or when the client is gone.
    private func generate() async -> (piece: ChatPiece, toolIndex: Int)? {
        let next = progress.withLock { $0.next }
        guard next < min(answer.pieces.count, answer.cutAfter ?? .max) else { return nil }
        if let gate = answer.gates[next] { await gate.wait() }
        let delay = next == 0 ? answer.firstDelay : answer.pieceDelay
        if delay > .zero { try? await sleep(delay) }
        guard !Task.isCancelled else { return nil }
        let piece = answer.pieces[next]
        let reasoning = if case .reasoning = piece { piece.tokens } else { 0 }
        let charge = { @Sendable (charges: inout ChatCharges) in
            charges.generatedTokens += piece.tokens
            charges.reasoningTokens += reasoning
        }
        ledger.change { $0.charge(request.model, charge) }
        return progress.withLock { progress in
            progress.next += 1
            charge(&progress.charges)
            defer { if case .toolCall = piece { progress.toolCalls += 1 } }
            return (piece, progress.toolCalls)
        }
    }

    private func nextEvents() async -> [UInt8]? {
        let isFirst = progress.withLock { $0.next == 0 }
        if let (piece, toolIndex) = await generate() {
            let logprobs = request.logprobs ? ChatWire.logprobs(of: piece) : nil
            var deltas = ChatWire.deltas(of: piece, toolIndex: toolIndex)
            if isFirst { deltas[0]["role"] = "assistant" }
            return deltas.flatMap { ChatWire.delta($0, id: id, model: request.model, logprobs: logprobs) }
        }
        return tail()
    }

    /// What follows the last piece of a stream, once.
    private func tail() -> [UInt8]? {
        let charges = progress.withLock { progress -> ChatCharges? in
            guard answer.cutAfter == nil, !Task.isCancelled, !progress.hasSentTail else { return nil }
            progress.hasSentTail = true
            progress.isOver = true
            return progress.charges
        }
        guard let charges else { return nil }
        var bytes = ChatWire.delta([:], id: id, model: request.model, finishReason: finishReason)
        if request.includesUsage, case .whenAsked = answer.usage {
            var last = ChatWire.envelope(id, request.model, "chat.completion.chunk", [])
            last["usage"] = ChatWire.usage(charges)
            bytes += ChatWire.event(last)
        }
        return bytes + Connection.chunk(Array("data: [DONE]\n\n".utf8))
    }

    private func wholeReply(_ id: (String, String)) async -> [UInt8]? {
        guard !progress.withLock({ $0.hasSentTail }) else { return nil }
        while await generate() != nil {}
        let charges = progress.withLock { progress -> ChatCharges? in
            guard answer.cutAfter == nil, !Task.isCancelled else { return nil }
            progress.hasSentTail = true
            progress.isOver = true
            return progress.charges
        }
        guard let charges else { return nil }
        let usage: [String: Any]? = if case .whenAsked = answer.usage { ChatWire.usage(charges) } else { nil }
        let body = ChatWire.completion(
            answer.pieces, request: request, id: self.id, finishReason: finishReason, usage: usage)
        let head = [
            "HTTP/1.1 200 OK", "Content-Type: application/json", "\(id.0): \(id.1)",
            "Content-Length: \(body.utf8.count)",
        ]
        return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }

    private var finishReason: String {
        if let reason = answer.finishReason { return reason }
        let hasToolCall = answer.pieces.contains { if case .toolCall = $0 { true } else { false } }
        return hasToolCall ? "tool_calls" : "stop"
    }
}
