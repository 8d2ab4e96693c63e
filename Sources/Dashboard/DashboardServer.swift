import FlyingFox
import FlyingSocks
import Foundation
public import Ledger

/// Serves the record as pages for a browser, on an address of this machine.
public struct DashboardServer: Sendable {
    /// The port that is tried first where the user has named none, and how many follow it.
    private static let usualPorts = 7420...7439

    private let store: LedgerStore
    private let address: String
    private let port: UInt16?
    private let bench: [BenchPoint]

    /// - Parameters:
    ///   - store: the record, which is only read, but for the figures of ended runs.
    ///   - address: where to listen, in numbers; beyond this machine everybody has to know a token.
    ///   - port: the port; nil takes the first free one of the usual ones, 0 any.
    ///   - bench: files that `outrider bench --rows` has written, to stand beside the runs.
    /// - Throws: `DataFileError` where such a file cannot be used.
    public init(store: LedgerStore, address: String, port: UInt16?, bench: [String]) throws {
        self.store = store
        self.address = address
        self.port = port
        self.bench = try bench.flatMap(BenchPoint.read)
    }

    /// Serves until the task is cancelled.
    /// - Parameter ready: called once it can be reached, with the address for a browser.
    /// - Throws: ``DashboardError`` when it cannot listen.
    public func run(ready: @escaping @Sendable (String) -> Void) async throws {
        let isLocal = address == "127.0.0.1" || address == "::1"
        let token = isLocal ? nil : Self.token()
        let counting = RunCounting(store)
        let site = Site(
            store: store, doorkeeper: Doorkeeper(token: token), bench: bench, histories: RunHistories(),
            counting: counting)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await counting.keepUp() }
            group.addTask { try await listen(SiteHandler(site: site), token, ready) }
            // The counting may give up; the pages are there for as long as they are wanted.
            while try await group.next() != nil {}
        }
    }

    private func listen(
        _ handler: SiteHandler, _ token: String?, _ ready: @escaping @Sendable (String) -> Void
    ) async throws {
        let candidates = port.map { [$0] } ?? Self.usualPorts.map(UInt16.init) + [0]
        for candidate in candidates {
            do {
                try await listen(on: candidate, handler, token, ready)
                return
            } catch  where Task.isCancelled {
                return
            } catch let SocketError.failed(_, code, _) where code == EADDRINUSE && candidate != candidates.last {
                continue
            } catch let SocketError.failed(_, code, message) {
                throw DashboardError.cannotListen(on: address, port: candidate, code, message)
            }
        }
    }

    private func listen(
        on port: UInt16, _ handler: SiteHandler, _ token: String?, _ ready: @escaping @Sendable (String) -> Void
    ) async throws {
        let server = HTTPServer(config: try configuration(port), handler: handler)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                try await server.waitUntilListening(timeout: 60)
                ready(Self.page(at: await server.listeningAddress, token))
            }
            while try await group.next() != nil {}
        }
    }

    private func configuration(_ port: UInt16) throws -> HTTPServer.Configuration {
        let pool = PromptSockets(HTTPServer.defaultPool())
        if address.contains(":") {
            guard let address = try? sockaddr_in6.inet6(ip6: address, port: port) else {
                throw DashboardError.noAddress(self.address)
            }
            return HTTPServer.Configuration(address: address, timeout: 60, pool: pool, logger: .disabled)
        }
        guard let address = try? sockaddr_in.inet(ip4: address, port: port) else {
            throw DashboardError.noAddress(self.address)
        }
        return HTTPServer.Configuration(address: address, timeout: 60, pool: pool, logger: .disabled)
    }

    private static func page(at address: Socket.Address?, _ token: String?) -> String {
        let query = token.map { "?token=\($0)" } ?? ""
        switch address {
        case .ip4(let number, let port): return "http://\(number):\(port)/\(query)"
        case .ip6(let number, let port): return "http://[\(number)]:\(port)/\(query)"
        case .unix, nil: return ""
        }
    }

    /// 128 bits from the system that nobody can guess.
    private static func token() -> String {
        (0..<2).map { _ in
            let digits = String(UInt64.random(in: 0 ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
