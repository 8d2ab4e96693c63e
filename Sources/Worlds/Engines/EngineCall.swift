import Planning

/// What an engine has computed.
struct EngineAnswer<Value: Sendable> {
    let value: Value
    /// One line for the record.
    let record: String
    var usage = Usage.zero
}

extension Model {
    /// A program that searches: it costs nothing.
    static func engine(_ name: String) -> Model {
        Model(id: ModelID(provider: "engine", name: name), price: .free)
    }
}

extension CallMeter {
    /// Runs the computation of an engine as a metered call, settled however it ends.
    func engineCall<Value: Sendable>(
        _ model: Model, purpose: String = "action", _ compute: () async throws -> EngineAnswer<Value>
    ) async throws -> Value {
        let call = try start(
            CallAnnouncement(model: model.id.description, purpose: purpose, reservation: .zero))
        let stopwatch = Stopwatch(ContinuousClock())
        func book(
            _ outcome: CallSettlement.Outcome, _ usage: Usage = .zero, error: String? = nil, response: String? = nil
        ) {
            settle(
                call,
                CallSettlement(
                    outcome: outcome, usage: usage, cost: model.cost(of: usage, duration: stopwatch.elapsed),
                    error: error, response: response))
        }
        do {
            let answer = try await compute()
            firstToken(of: call)
            book(.finished, answer.usage, response: answer.record)
            return answer.value
        } catch is CancellationError {
            book(.cancelled)
            throw CancellationError()
        } catch {
            book(.failed, error: "\(error)")
            throw error
        }
    }
}
