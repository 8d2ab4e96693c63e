import Foundation

/// The dashboard cannot be served: what happened, and what to try next.
public struct DashboardError: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String

    static func noAddress(_ text: String) -> DashboardError {
        DashboardError(
            description: "“\(text)” is no address in numbers; try 127.0.0.1, or 0.0.0.0 for all of this machine")
    }

    static func cannotListen(on address: String, port: UInt16, _ code: Int32, _ message: String) -> DashboardError {
        let place = address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
        let reason =
            switch code {
            case EADDRINUSE: "another program has this port; choose another with --port, or leave it out"
            case EACCES: "this port is the system's; choose one from 1024 on with --port"
            case EADDRNOTAVAIL: "this machine has no such address; try 127.0.0.1"
            default: "\(message); choose another port with --port"
            }
        return DashboardError(description: "the dashboard cannot listen on \(place): \(reason)")
    }
}
