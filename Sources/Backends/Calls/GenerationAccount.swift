import Foundation
import HTTPTypes
import Planning
import Transport

/// Asks OpenRouter what a call was charged that was cut off. Its books know a call a few seconds after its end.
struct GenerationAccount: Sendable {
    /// What is waited for before each of the questions.
    private static let pauses: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2), .seconds(4)]

    let backend: ProviderBackend
    /// OpenRouter's name for the call.
    let id: String

    /// - Returns: nil if the books say nothing of the call, however often they are asked, or if the task is cancelled.
    func find() async -> CallAccount? {
        for pause in Self.pauses {
            do {
                try await backend.clock.sleep(for: pause)
                if let account = try await ask() { return account }
            } catch is CancellationError {
                return nil
            } catch {
                // A failure may pass; another question costs nothing.
                continue
            }
        }
        return nil
    }

    private func ask() async throws -> CallAccount? {
        let name = id.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-", "_"])) ?? id
        let key = try await backend.key.resolve()
        let reply = try await backend.client.send(
            backend.endpoint.question("/generation?id=\(name)", key: key),
            options: HTTPOptions(
                connectTimeout: .seconds(5), firstByteTimeout: .seconds(5), totalTimeout: .seconds(10),
                maximumBytes: 1 << 20))
        guard reply.head.status.kind == .successful else { return nil }
        let body = try await reply.body.collect(limit: 1 << 20)
        let document = try JSONValue(parsing: String(decoding: body, as: UTF8.self))
        let generation = document["data"] ?? .null
        return CallAccount(generation: key?.secret.removed(from: generation) ?? generation)
    }
}

extension CallAccount {
    /// Reads what OpenRouter says of a generation; nil if it does not say what it cost.
    init?(generation: JSONValue) {
        let charge = Money(
            openRouter: generation["total_cost"], usesOwnKey: generation["is_byok"],
            upstream: generation["upstream_inference_cost"])
        guard let charged = charge else { return nil }
        let input = (generation["native_tokens_prompt"] ?? generation["tokens_prompt"])?.tokenCount ?? 0
        let output = (generation["native_tokens_completion"] ?? generation["tokens_completion"])?.tokenCount ?? 0
        let read = min(generation["native_tokens_cached"]?.tokenCount ?? 0, input)
        self.init(
            usage: Usage(
                freshInput: input - read, cacheRead: read, output: output,
                reasoning: min(generation["native_tokens_reasoning"]?.tokenCount ?? 0, output), provenance: .reported),
            charged: charged, raw: generation.canonical)
    }
}
