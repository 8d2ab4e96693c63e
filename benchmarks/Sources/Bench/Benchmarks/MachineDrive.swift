import Planning
import Speculation

/// Feeds a machine with nothing around it: work is a list, and time does not exist.
struct MachineDrive {
    private typealias Ticket = SpeculationMachine.Ticket

    private struct Work {
        enum Kind { case draft, judgement, execution }
        let kind: Kind
        let ticket: Ticket
        let position: Int
    }

    private var machine: SpeculationMachine
    private let depth: Int
    private let agreement: Double
    private var random: SeededGenerator
    private var open: [Work] = []
    private var isDrafted: [Bool]
    private var transitions = 0

    /// - Parameter agreement: how often a draft is right. At 1 every draft comes at once and verdicts
    ///   come in order; below, whatever is open comes in any order, and actions are carried out.
    init(steps: Int, depth: Int, agreement: Double, seed: UInt64) {
        machine = SpeculationMachine(configuration: .init(stepLimit: steps))
        self.depth = depth
        self.agreement = agreement
        random = SeededGenerator(seed: seed)
        isDrafted = Array(repeating: false, count: steps + 2)
    }

    /// Runs to the end.
    /// - Returns: how often the machine was told something.
    mutating func run() -> Int {
        note(machine.start())
        chooseDepth()
        while machine.ending == nil, let work = next() {
            tell(work)
            chooseDepth()
        }
        return transitions
    }

    private mutating func next() -> Work? {
        if agreement < 1 {
            guard !open.isEmpty else { return nil }
            open.swapAt(Int(truncatingIfNeeded: random.next() >> 33) % open.count, open.count - 1)
            return open.removeLast()
        }
        if let last = open.last, last.kind == .draft { return open.removeLast() }
        return open.isEmpty ? nil : open.removeFirst()
    }

    private mutating func tell(_ work: Work) {
        let traits = SpeculationMachine.StepTraits(execution: agreement < 1 ? .early : .none)
        switch work.kind {
        case .draft:
            isDrafted[work.position] = true
            send(.drafted(work.ticket, traits))
        case .judgement:
            let agrees =
                isDrafted[work.position] && (agreement >= 1 || Double.random(in: 0..<1, using: &random) < agreement)
            send(.judged(work.ticket, traits, agrees: agrees))
        case .execution:
            send(.observed(work.ticket))
        }
    }

    private mutating func chooseDepth() {
        while machine.wantsDepth { send(.depthChanged(depth)) }
    }

    private mutating func send(_ event: SpeculationMachine.Event) {
        transitions += 1
        note(machine.handle(event))
    }

    private mutating func note(_ effects: [SpeculationMachine.Effect]) {
        for effect in effects {
            switch effect {
            case .draft(let ticket, let position): open.append(.init(kind: .draft, ticket: ticket, position: position))
            case .judge(let ticket, let position):
                open.append(.init(kind: .judgement, ticket: ticket, position: position))
            case .execute(let ticket, let position, _):
                open.append(.init(kind: .execution, ticket: ticket, position: position))
            case .cancel(let ticket, _, _, _): open.removeAll { $0.ticket == ticket }
            case .confirm(let ticket, _): send(.confirmed(ticket))
            case .drop(let position, _): isDrafted[position] = false
            case .commit, .finish: break
            }
        }
    }
}
