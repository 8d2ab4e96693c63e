import Agents
import Backends
import Configuration
import Dashboard
import Documents
import EmbeddedEngine
import Ledger
import MCP
import Planning
import Tools
import Worlds

/// Something that ends a command: what the user reads, and the exit status that says the same.
struct Failure: Error, CustomStringConvertible {
    let status: ExitStatus
    let description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    /// The failure that an error from below amounts to.
    init(_ error: any Error) {
        if let failure = error as? Failure {
            self = failure
        } else {
            self.init(Self.status(of: error), "\(error)")
        }
    }

    private static func status(of error: any Error) -> ExitStatus {
        switch error {
        case let error as BackendError: status(of: error.code)
        case let error as LocalServerError: status(of: error.code)
        case let error as MCPError: status(of: error.code)
        case let error as AgentError: error.code == .invalidTask ? .invalidInput : .failure
        case let error as LedgerError: status(of: error.code)
        case is LimitReached: .limit
        case is BlocksworldError, is CountdownError, is DocumentError, is DataFileError: .invalidInput
        case is CatalogueError: .usage
        case is ConfigurationError: .configuration
        case is ApprovalRefused: .refused
        case is WorkspaceError: .configuration
        case is KeyStoreError: .key
        case is EmbeddedModelError, is DashboardError: .unavailable
        case is CancellationError: .interrupted
        default: .failure
        }
    }

    private static func status(of code: BackendError.Code) -> ExitStatus {
        switch code {
        case .missingKey, .unauthorized: .key
        case .unknownModel: .configuration
        case .unreachable, .untrustedCertificate, .outOfMoney: .unavailable
        case .rateLimited, .overloaded, .serverFault, .cutMidStream, .loading, .timedOut: .temporary
        case .tooLarge, .badRequest, .malformedResponse: .failure
        }
    }

    private static func status(of code: MCPError.Code) -> ExitStatus {
        switch code {
        case .cannotStart: .configuration
        case .unauthorized: .key
        case .timedOut: .temporary
        case .ended, .unreachable, .malformed, .tooMuch, .unsupported, .sessionLost, .closed: .unavailable
        case .refused, .needsInput, .changedTool: .failure
        }
    }

    private static func status(of code: LocalServerError.Code) -> ExitStatus {
        switch code {
        case .commandNotFound, .inaccessible: .configuration
        case .endedEarly, .neverReady, .crashing, .portTaken, .noMemory, .stopped, .lost: .unavailable
        case .differs: .temporary
        }
    }

    private static func status(of code: LedgerError.Code) -> ExitStatus {
        switch code {
        case .locked, .stillRunning: .temporary
        case .unknownRun, .ambiguousRun: .usage
        case .missing, .cannotOpen, .readOnly, .corrupt, .foreign, .newerSchema: .configuration
        case .diskFull, .diskFault, .alreadyFinished, .conflict, .refused, .badQuery, .timedOut, .unexpected: .failure
        }
    }
}
