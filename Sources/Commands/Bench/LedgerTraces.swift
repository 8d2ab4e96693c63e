import Ledger
import Planning
import Simulation

/// The user's own finished runs as tasks for the simulator: of each committed step, the
/// verification that stands and the draft that was made on the same prefix.
struct LedgerTraces {
    /// All of them.
    let workload: TraceWorkload
    /// The same by who rode, `agent  drafter ▸ verifier`, whoever rode most in front: what λ means for one pair
    /// of agents says nothing of another.
    let crews: [(name: String, workload: TraceWorkload)]

    /// At most as many runs as this, the newest ones, are read.
    static let most = 500

    init(_ places: PlaceFlags) async throws {
        let store = try Surroundings(configFile: places.config).ledger(at: places.database, creating: false)
        var tasks: [TaskTrace] = []
        var crews: [String: [TaskTrace]] = [:]
        for run in try await store.runs(limit: Self.most).reversed() where !run.isLive {
            guard let verifier = run.verifier, let trace = try await TaskTrace(store.summary(of: run.run)) else {
                continue
            }
            tasks.append(trace)
            crews["\(run.agent)  \(run.drafter.map { "\($0) ▸ " } ?? "")\(verifier)", default: []].append(trace)
        }
        guard let workload = TraceWorkload(tasks) else {
            throw Failure(
                .usage, "there is no run to go by; `outrider run` makes some, and traces can be given with --traces")
        }
        self.workload = workload
        self.crews = crews.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }.compactMap { name, tasks in
            TraceWorkload(tasks).map { (name, $0) }
        }
    }
}

extension TaskTrace {
    /// Nil for a run without a step that the verifier decided.
    init?(_ run: RunSummary) {
        let calls = Dictionary(grouping: run.calls.filter { $0.settlement?.outcome == .finished }, by: \.position)
        let steps = run.steps.compactMap { step -> Step? in
            // A step may take several calls, such as a thought and then an action.
            let here = calls[step.index] ?? []
            let verifying = here.filter { $0.role == .verifier && $0.standing == .useful }
            guard let first = verifying.first else { return nil }
            // Of a draft that nobody compared, the record does not say whether it was right.
            let drafting = here.filter { call in
                call.role == .drafter && call.prefix == first.prefix
                    && (call.standing == .useful || call.standing == .mismatched)
            }
            let action = step.step.action.canonical
            let matches = step.source == .drafted
            return Step(
                drafter: drafting.isEmpty ? nil : Call(drafting, action: matches ? action : "another"),
                verifier: Call(verifying, action: action), matches: matches)
        }
        guard let header = run.header, !steps.isEmpty else { return nil }
        self.init(id: header.run.description, task: header.task, steps: steps)
    }
}

extension TaskTrace.Call {
    fileprivate init(_ calls: [RunSummary.Call], action: String) {
        self.init(action: action, latency: 0, promptTokens: 0, generatedTokens: 0)
        var cost: Money? = .zero
        for call in calls {
            latency += call.duration?.seconds ?? 0
            promptTokens += Double(call.settlement?.usage.input ?? 0)
            generatedTokens += Double(call.settlement?.usage.output ?? 0)
            cost = cost.flatMap { sum in call.settlement?.cost.map { sum + $0 } }
        }
        dollars = cost?.dollars
    }
}
