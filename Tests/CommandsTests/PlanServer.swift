import LoopbackServer
import Planning

/// A local server with two models that plan with the agent `openagi`: `big` always knows the next
/// tool of `plan`, `small` does too except at the steps in `mistakes`.
struct PlanServer {
    let server: ChatServer

    static let plan = [
        "Image Super-Resolution", "Image Denoising", "Image Deblurring", "Colorization", "Image Captioning",
        "Machine Translation", "TERMINATE",
    ]

    private let goesOn: Gate

    /// - Parameters:
    ///   - lastAnswered: after this step nobody answers any more, until ``goOn()``.
    ///   - awaitedDraft: the verifier is silent about this step until its draft has arrived, of which a run that
    ///     rides ahead tells by asking for the next step.
    ///   - disturbance: what happens instead of an answer, by the number of the request.
    init(
        mistakes: Set<Int> = [], lastAnswered: Int = .max, awaitedDraft: Int? = nil,
        disturbance: @escaping @Sendable (_ number: Int, _ model: String) -> ChatAnswer? = { _, _ in nil }
    ) throws {
        let counter = Counter()
        let goesOn = Gate()
        let draftArrived = Gate()
        self.goesOn = goesOn
        server = try ChatServer { request in
            let number = counter.next()
            if let disturbance = disturbance(number, request.model) { return disturbance }
            let step = Self.step(in: request)
            let isMistaken = request.model == "small" && mistakes.contains(step)
            let tool = isMistaken ? "Question Answering" : Self.plan[min(step, Self.plan.count) - 1]
            var answer = ChatAnswer.text("<tool>\(tool)</tool>")
            if step > lastAnswered { answer.gates[0] = goesOn }
            if let awaitedDraft {
                if step > awaitedDraft { draftArrived.open() }
                if step == awaitedDraft, request.model == "big" { answer.gates[0] = draftArrived }
            }
            return answer
        }
    }

    /// Answers everything, from now on.
    func goOn() {
        goesOn.open()
    }

    /// The settings that lead to this server. `big` costs 2 and 8 dollars per million tokens, `small`
    /// 0.1 and 0.4.
    var config: String {
        """
        providers:
          local:
            api: openai
            base_url: \(server.baseURL)
        models:
          local/big:
            price: {input: 2, output: 8}
          local/small:
            price: {input: 0.1, output: 0.4}
        defaults:
          agent: openagi
          drafter: local/small
          verifier: local/big
        """
    }

    /// What the server has charged, in nano-dollars, by its own count.
    var charged: Int64 {
        let big = server.charges(for: "big")
        let small = server.charges(for: "small")
        return Int64(big.promptTokens) * 2000 + Int64(big.generatedTokens) * 8000
            + Int64(small.promptTokens) * 100 + Int64(small.generatedTokens) * 400
    }

    /// The position that is asked for: one more than the steps in the prompt.
    private static func step(in request: ChatRequest) -> Int {
        1 + steps(in: request.messages.map(\.content).joined(separator: "\n"))
    }

    /// How many steps a prompt tells of.
    static func steps(in prompt: String) -> Int {
        prompt.split(separator: "\n").count { $0.wholeMatch(of: /Action \d+: .*\./) != nil }
    }
}
