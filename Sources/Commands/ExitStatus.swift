/// What the process says about how it ended; the numbers are part of the interface.
enum ExitStatus: Int32 {
    case success = 0
    /// The run failed.
    case failure = 1
    /// A limit was reached; what was committed is there.
    case limit = 3
    /// A tool was not allowed to run, or a call that needs approval was refused, and the run with it.
    case refused = 4
    /// The command line cannot be understood.
    case usage = 64
    /// The task or an agent's definition is invalid.
    case invalidInput = 65
    /// A provider or a server cannot be reached or will not serve.
    case unavailable = 69
    /// Retries did not help; later may.
    case temporary = 75
    /// A key is missing or refused.
    case key = 77
    /// The configuration is wrong.
    case configuration = 78
    /// The user stopped it.
    case interrupted = 130
    /// The system asked it to stop.
    case terminated = 143
}
