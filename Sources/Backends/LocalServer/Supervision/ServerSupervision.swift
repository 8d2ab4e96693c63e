import Processes

/// Decides about one server: when it is started, started again, and ended. A value with no clock, no
/// process and no network: it is told what can be seen, and answers what to do.
struct ServerSupervision: Sendable {
    /// What it is doing.
    enum Phase: Sendable, Hashable {
        /// The program does not run, and is started at this time.
        case resting(until: Duration)
        /// The program runs since this time, and does not serve yet.
        case starting(since: Duration)
        /// The program serves, since this time.
        case ready(since: Duration)
        /// The program is being ended.
        case closing(Ending)
        /// The program, and all it has started, is gone, and will not come back.
        case over(Ending)
    }

    /// Why it is over.
    enum Ending: Sendable, Hashable {
        /// Somebody asked for it.
        case asked
        /// Nobody has used it for the time that was set.
        case idle
        /// The last one who used it was killed: there is nobody whom waiting would help.
        case abandoned
        /// The program ended before it was ready.
        case endedEarly(ProgramExit)
        /// It was not ready in time.
        case neverReady
        /// It has crashed too often in a row.
        case crashing(ProgramExit)
    }

    /// What can be seen at one moment.
    struct Sight: Sendable, Hashable {
        /// The time, on a clock that only goes forward.
        var now: Duration
        /// How the program has ended, if it has since the last time.
        var exit: ProgramExit?
        /// Whether neither the program nor anything it started runs.
        var isGone = false
        /// What it says of itself.
        var health = ServerHealth.silent
        /// How many use it.
        var users = 1
        /// Whether one of those who used it has been killed since the last time.
        var lostUser = false
        /// Whether somebody has asked for its end.
        var isAskedToStop = false
        /// Whether the port it was given belongs to another program.
        var isPortTaken = false
    }

    /// What is to be done.
    enum Effect: Sendable, Hashable {
        /// Start the program, on another port if it was given one.
        case start
        /// Kill what the program has left behind.
        case clear
        case tearDown(Teardown.Action)
    }

    private(set) var phase = Phase.resting(until: .zero)
    /// Crashes in a row.
    private(set) var crashes = 0
    private let idleTimeout: Duration
    private let startTimeout: Duration
    private let policy: RestartPolicy
    private var teardown: Teardown
    private var wasReady = false
    private var otherPorts = 0
    private var idleSince: Duration?
    /// How often a port may turn out to be taken between its choice and its use.
    private static let mostOtherPorts = 3

    init(
        idleTimeout: Duration, startTimeout: Duration, policy: RestartPolicy = RestartPolicy(),
        teardown: Teardown = .server
    ) {
        self.idleTimeout = idleTimeout
        self.startTimeout = startTimeout
        self.policy = policy
        self.teardown = teardown
    }

    /// Takes in what can be seen.
    mutating func step(_ sight: Sight) -> [Effect] {
        switch phase {
        case .over: return []
        case .closing(let ending): return close(ending, sight)
        case .resting, .starting, .ready:
            if let ending = wish(sight) { return close(ending, sight) }
        }
        if let exit = sight.exit { return fall(exit, sight) }
        switch phase {
        case .resting(let until) where sight.now >= until:
            phase = .starting(since: sight.now)
            return [.start]
        case .starting where sight.health == .ready:
            phase = .ready(since: sight.now)
            wasReady = true
        case .starting(let since) where sight.now - since >= startTimeout:
            return close(.neverReady, sight)
        default: break
        }
        return []
    }

    /// Why it should end, although nothing is wrong with it.
    private mutating func wish(_ sight: Sight) -> Ending? {
        if sight.isAskedToStop { return .asked }
        guard sight.users == 0 else {
            idleSince = nil
            return nil
        }
        if sight.lostUser { return .abandoned }
        let since = idleSince ?? sight.now
        idleSince = since
        return sight.now - since >= idleTimeout ? .idle : nil
    }

    /// The program has ended of its own accord.
    private mutating func fall(_ exit: ProgramExit, _ sight: Sight) -> [Effect] {
        if case .ready(let since) = phase, sight.now - since >= policy.steadyAfter { crashes = 0 }
        if case .starting = phase, sight.isPortTaken, otherPorts < Self.mostOtherPorts {
            otherPorts += 1
            phase = .resting(until: sight.now)
            return [.clear]
        }
        // What never worked will not work the next time.
        guard wasReady else { return close(.endedEarly(exit), sight) }
        crashes += 1
        guard let delay = policy.delay(afterCrashes: crashes) else { return close(.crashing(exit), sight) }
        phase = .resting(until: sight.now + delay)
        return [.clear]
    }

    private mutating func close(_ ending: Ending, _ sight: Sight) -> [Effect] {
        phase = .closing(ending)
        // What the program has left behind has nobody any more who would end it.
        if sight.exit != nil, !sight.isGone { return [.clear] }
        switch teardown.next(at: sight.now, isGone: sight.isGone) {
        case .act(let action): return [.tearDown(action)]
        case .wait: return []
        case .end:
            phase = .over(ending)
            return []
        }
    }
}
