/// What a chat server was asked and what it charged, by model.
struct ChatLedger: Sendable {
    var charges: [String: ChatCharges] = [:]
    var requests: [ChatRequest] = []
    /// Calls that are being answered.
    var openCalls = 0

    /// Begins a call and numbers it.
    mutating func begin(_ request: ChatRequest) -> Int {
        requests.append(request)
        openCalls += 1
        return requests.count
    }

    mutating func charge(_ model: String, _ change: (inout ChatCharges) -> Void) {
        change(&charges[model, default: ChatCharges()])
    }
}
