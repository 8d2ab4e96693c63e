import Planning

/// What an engine has computed.
struct EngineAnswer<Value: Sendable> {
    let value: Value
    /// One line for the record.
    let record: String
    var usage = Usage.zero
}

extension CallMeter {
    /// Runs the computation of an engine as a metered call. It costs nothing, and is settled however it ends.
    func engineCall<Value: Sendable>(
        _ engine: String, purpose: String = "action", _ compute: () async throws -> EngineAnswer<Value>
    ) async throws -> Value {
        let call = try start(CallAnnouncement(model: engine, purpose: purpose, reservation: .zero))
        do {
            let answer = try await compute()
            firstToken(of: call)
            settle(
                call, CallSettlement(outcome: .finished, usage: answer.usage, cost: .zero, response: answer.record))
            return answer.value
        } catch is CancellationError {
            settle(call, CallSettlement(outcome: .cancelled, usage: .zero, cost: .zero))
            throw CancellationError()
        } catch {
            settle(call, CallSettlement(outcome: .failed, usage: .zero, cost: .zero, error: "\(error)"))
            throw error
        }
    }
}
