import Backends
import Configuration

/// The servers that the configuration has a command for, and those that still run without one.
struct KnownEngines {
    let servers: LocalServers
    /// The providers that bring a server, by name.
    let configured: [String: Provider]

    init(_ surroundings: Surroundings) {
        servers = surroundings.servers
        configured = surroundings.settings.catalogue.providers.filter { $1.server != nil }
    }

    /// In the order of a list.
    var names: [String] {
        let running = servers.names.filter { servers.status(of: $0)?.isRunning == true }
        return Set(configured.keys).union(running).sorted()
    }

    func status(of name: String) -> LocalServerStatus {
        servers.status(of: name)
            ?? LocalServerStatus(neverStarted: name, settings: configured[name]?.server)
    }

    func unknown(_ name: String) -> Failure {
        let known = names.isEmpty ? "no provider has a `command`" : "there are \(names.joined(separator: ", "))"
        return Failure(.usage, "there is no local server “\(name.printable.clipped(to: 40))”; \(known)")
    }
}
