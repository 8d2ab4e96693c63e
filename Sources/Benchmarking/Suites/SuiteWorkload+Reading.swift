import Documents
import Foundation
import Simulation

extension SuiteWorkload.Source {
    init(_ node: DocumentNode, folder: URL) throws(DocumentError) {
        let members = try node.mapping()
        if let file = members["traces"] {
            let fields = try node.mapping(allowing: ["traces", "prices"])
            self = .recorded(try Self.traces(file, folder: folder), prices: try fields["prices"]?.prices())
        } else {
            self = .synthetic(try SyntheticWorkload(node))
        }
    }

    private static func traces(_ node: DocumentNode, folder: URL) throws(DocumentError) -> TraceWorkload {
        let path = try node.string()
        do {
            return try TraceWorkload(
                contentsOf: path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path))
        } catch {
            throw node.error("\(error)")
        }
    }
}

extension SyntheticWorkload {
    fileprivate init(_ node: DocumentNode) throws(DocumentError) {
        let fields = try node.mapping(allowing: [
            "acceptance", "drafter", "verifier", "steps", "step_limit", "draft_failures", "verifier_retries",
            "confidence_noise", "foreseen", "concurrent_calls", "calls_per_second", "changes",
        ])
        self.init(
            acceptance: try fields.required("acceptance", expected: "a chance from 0 to 1, or a model").acceptance(),
            drafter: try fields.required("drafter", expected: "what a draft takes").calls(),
            verifier: try fields.required("verifier", expected: "what a verification takes").calls(),
            length: try fields.required("steps", expected: "a number of steps").length(),
            stepLimit: try fields["step_limit"]?.int(in: 1...100_000) ?? 64)
        failures = try fields["draft_failures"]?.double(in: 0...1) ?? 0
        retries = try fields["verifier_retries"]?.double(in: 0...1) ?? 0
        confidenceNoise = try fields["confidence_noise"]?.double(in: 0...1)
        isForeseen = try fields["foreseen"]?.bool() ?? false
        let rate = try fields["calls_per_second"]?.double(in: 0.001...1_000_000)
        quota = CallQuota(
            concurrent: try fields["concurrent_calls"]?.int(in: 1...100_000) ?? .max, spacing: rate.map { 1 / $0 } ?? 0)
        for node in try fields["changes"]?.list() ?? [] {
            let change = try node.mapping(allowing: ["after_tasks", "acceptance", "drafter", "verifier"])
            let tasks = try change.required("after_tasks", expected: "a number of tasks").int(in: 0...1_000_000)
            if let last = changes.last, last.afterTasks > tasks {
                throw node.error(
                    "after_tasks is \(tasks), and of the change before it \(last.afterTasks)",
                    expected: "changes in order")
            }
            changes.append(
                Change(
                    afterTasks: tasks,
                    acceptance: try change["acceptance"]?.acceptance(), drafter: try change["drafter"]?.calls(),
                    verifier: try change["verifier"]?.calls()))
        }
    }
}

extension DocumentNode {
    fileprivate func acceptance() throws(DocumentError) -> AcceptanceModel {
        guard case .mapping = content else { return .constant(try double(in: 0...1)) }
        let fields = try mapping(allowing: ["beta", "by_task", "bursty"])
        if let beta = fields["beta"] {
            let shape = try beta.shape()
            return .beta(shape.0, shape.1)
        } else if let byTask = fields["by_task"] {
            let shape = try byTask.shape()
            return .byTask(shape.0, shape.1)
        }
        let bursty = try fields.required("bursty", expected: "good, bad and stay, each from 0 to 1")
            .mapping(allowing: ["good", "bad", "stay"])
        return .bursty(
            good: try bursty.required("good", expected: "a chance").double(in: 0...1),
            bad: try bursty.required("bad", expected: "a chance").double(in: 0...1),
            stay: try bursty.required("stay", expected: "a chance").double(in: 0...1))
    }

    private func shape() throws(DocumentError) -> (Double, Double) {
        let values = try list()
        guard values.count == 2 else { throw error("a Beta distribution has two parameters", expected: "[α, β]") }
        return (try values[0].double(in: 0.01...1000), try values[1].double(in: 0.01...1000))
    }

    fileprivate func calls() throws(DocumentError) -> CallModel {
        let fields = try mapping(allowing: ["latency_s", "variation", "prompt_tokens", "generation_tokens", "prices"])
        let prices = try fields.required("prices", expected: "[in, out], dollars per million tokens").list()
        guard prices.count == 2 else { throw error("prices are two", expected: "[in, out]") }
        return CallModel(
            latency: try fields.required("latency_s", expected: "seconds").double(in: 0...1_000_000),
            variation: try fields["variation"]?.double(in: 0...10) ?? 0,
            promptTokens: try fields.required("prompt_tokens", expected: "a number").double(in: 0...1_000_000_000),
            generatedTokens: try fields.required("generation_tokens", expected: "a number")
                .double(in: 0...1_000_000_000),
            price: .init(
                input: try prices[0].double(in: 0...1_000_000), output: try prices[1].double(in: 0...1_000_000)))
    }

    fileprivate func length() throws(DocumentError) -> PlanLength {
        switch content {
        case .list(let nodes):
            var lengths: [Int] = []
            for node in nodes { lengths.append(try node.int(in: 1...100_000)) }
            return .oneOf(lengths)
        case .mapping:
            let fields = try mapping(allowing: ["geometric"])
            return .geometric(
                mean: try fields.required("geometric", expected: "the mean").double(in: 1...100_000))
        default: return .fixed(try int(in: 1...100_000))
        }
    }

    fileprivate func prices() throws(DocumentError) -> TokenPrices {
        let text = try string()
        guard let prices = TokenPrices(text) else {
            throw error("“\(text)” is no list of prices", expected: TokenPrices.form)
        }
        return prices
    }
}
