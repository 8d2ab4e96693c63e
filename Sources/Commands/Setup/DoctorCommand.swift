import Agents
import ArgumentParser
import Backends
import Configuration
import Foundation
import Ledger
import MCP
import Planning
import Processes
import Transport

/// `outrider doctor`
struct DoctorCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check settings, record, agents and keys, and say what to do about what is wrong.",
        usage: "outrider doctor [<options>]",
        discussion:
            "MCP servers of the configuration are started or asked for their tools; nothing else is sent anywhere.")

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        try await Surroundings.use(try Surroundings(configFile: places.config)) { try await perform(in: $0) }
    }

    private func perform(in surroundings: Surroundings) async throws -> ExitStatus {
        var findings = [Finding(.good, "settings", "read; the user's own file is \(surroundings.places.userFile)")]
        findings.append(await record(surroundings))
        findings += agents(surroundings)
        findings.append(tools(surroundings))
        findings.append(certificates(surroundings))
        findings.append(
            Finding(.good, "libraries", "\(HTTPClient.libraryVersion), SQLite \(LedgerStore.libraryVersion)"))
        findings.append(prices((try? await Surroundings.priced(places)) ?? surroundings))
        findings += servers(surroundings)
        findings += await toolServers(surroundings)
        findings += limits(surroundings)
        findings += await keys(surroundings)
        let paint = Paint(isOn: Console.output.hasColor)
        for finding in findings { Console.output.print(finding.line(paint)) }
        return findings.contains { $0.state == .bad } ? .configuration : .success
    }

    /// One thing that was looked at.
    struct Finding {
        enum State { case good, open, bad }

        let state: State
        let subject: String
        let text: String

        init(_ state: State, _ subject: String, _ text: String) {
            self.state = state
            self.subject = subject
            self.text = text
        }

        func line(_ paint: Paint) -> String {
            let mark =
                switch state {
                case .good: paint.good("✓")
                case .open: paint.faint("–")
                case .bad: paint.bad("✗")
                }
            return "\(mark) \(subject.padded(to: 10))  \(text)"
        }
    }

    private func record(_ surroundings: Surroundings) async -> Finding {
        let path = places.database ?? surroundings.settings.database.value
        do {
            let store = try surroundings.ledger(at: path, creating: false)
            let damage = try await store.damage()
            guard damage.isEmpty else {
                let text =
                    "\(path) is damaged (\(damage[0].printable)); save what can be saved with `sqlite3 FILE .recover`"
                return Finding(.bad, "record", text)
            }
            return Finding(.good, "record", "\(path), undamaged")
        } catch let error as LedgerError where error.code == .missing {
            return Finding(.open, "record", "none yet; the first run makes \(path)")
        } catch {
            return Finding(.bad, "record", "\(error)")
        }
    }

    /// Whether prices are of today.
    private func prices(_ surroundings: Surroundings) -> Finding {
        let rows = surroundings.settings.catalogue.prices.rows
        let now = UTCInstant(Date())
        let compared = rows.compactMap(\.fetched)
        let text = "\(Set(rows.map(\.model)).count) models"
        guard let oldest = compared.min(), let newest = compared.max() else { return Finding(.good, "prices", text) }
        guard let note = PriceWords.age(of: oldest, at: now) else {
            return Finding(.good, "prices", "\(text), compared on \(newest.day)")
        }
        return Finding(.open, "prices", "\(text); some \(note)")
    }

    /// What the built-in tools may touch.
    private func tools(_ surroundings: Surroundings) -> Finding {
        let settings = surroundings.settings.tools
        let root = settings.root?.value ?? FileManager.default.currentDirectoryPath
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue,
            FileManager.default.isReadableFile(atPath: root)
        else { return Finding(.bad, "tools", "tools.root names \(root), which is no folder that can be read") }
        if let database = settings.database?.value, !FileManager.default.isReadableFile(atPath: database) {
            return Finding(.bad, "tools", "tools.database names \(database), which cannot be read")
        }
        let reach = settings.allowPrivateAddresses.value ? ", web pages on this machine and its networks too" : ""
        return Finding(.good, "tools", "files are read below \(root)\(reach)")
    }

    /// Whether the file of certificate authorities holds any. Without one, libcurl's own choice counts.
    private func certificates(_ surroundings: Surroundings) -> Finding {
        guard let file = surroundings.settings.network.caFile else {
            return Finding(.good, "ca_file", "not set; the system's certificate authorities are trusted")
        }
        let text = try? String(contentsOfFile: file.value, encoding: .utf8)
        guard let text, text.contains("-----BEGIN CERTIFICATE-----") else {
            let what = text == nil ? "cannot be read" : "holds no certificate in PEM form"
            return Finding(.bad, "ca_file", "\(file.value) (from \(file.origin)) \(what)")
        }
        return Finding(.good, "ca_file", "\(file.value) (from \(file.origin))")
    }

    private func agents(_ surroundings: Surroundings) -> [Finding] {
        let entries = AgentCatalogue(folder: URL(filePath: surroundings.places.agents)).entries
        let broken = entries.compactMap { entry -> Finding? in
            guard case .failure(let error) = entry.definition else { return nil }
            return Finding(.bad, "agent", "\(entry.name): \(error)")
        }
        return broken + [Finding(.good, "agents", "\(entries.count - broken.count) can be used")]
    }

    /// Whether the servers can be started that are started on this machine.
    private func servers(_ surroundings: Surroundings) -> [Finding] {
        KnownEngines(surroundings).configured.values.sorted { $0.name < $1.name }.map { provider in
            let settings = provider.server
            let name = settings?.command.first ?? ""
            let search = surroundings.environment["PATH"] ?? ""
            guard let path = ChildProgram.find(name, from: settings?.folder ?? "/", search: search) else {
                return Finding(.bad, "engine", "\(provider.name): there is no “\(name)”; install it, or write its path")
            }
            return Finding(.good, "engine", "\(provider.name): started by \(path)")
        }
    }

    /// Whether the servers of tools can be used: all at once, since each may take its time.
    private func toolServers(_ surroundings: Surroundings) async -> [Finding] {
        await withTaskGroup(of: (String, Finding).self) { group in
            for server in surroundings.toolServers.sorted {
                group.addTask { (server.settings.name, await Self.finding(server)) }
            }
            var findings: [(String, Finding)] = []
            for await finding in group { findings.append(finding) }
            return findings.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func finding(_ server: MCPServer) async -> Finding {
        do {
            let count = try await server.tools().tools.count
            let agreement = try await server.agreement()
            let name = agreement.serverName.map { ", \($0.printable)" } ?? ""
            return Finding(
                .good, "mcp",
                "\(server.settings.name): \(count) tool\(count == 1 ? "" : "s"), MCP \(agreement.dialect)\(name)")
        } catch {
            return Finding(.bad, "mcp", "\(error)".readable)
        }
    }

    /// What is set of calls at once, of rates, and of endpoints. How endpoints stand is known only while a run asks them.
    private func limits(_ surroundings: Surroundings) -> [Finding] {
        let catalogue = surroundings.settings.catalogue
        let limited = catalogue.providers.values.sorted { $0.name < $1.name }.compactMap { provider -> Finding? in
            let words = [
                provider.maximumConcurrency.map { "\($0) call\($0 == 1 ? "" : "s") at once" },
                provider.requestsPerMinute.map { "\($0) request\($0 == 1 ? "" : "s") a minute" },
                provider.tokensPerMinute.map { "\($0) token\($0 == 1 ? "" : "s") a minute" },
            ].compactMap(\.self)
            guard !words.isEmpty else { return nil }
            return Finding(.good, "limits", "\(provider.name): at most \(words.joined(separator: ", "))")
        }
        let routed = catalogue.routes.sorted { $0.key.description < $1.key.description }.map { model, route in
            let first = route.preference == .cost ? "the cheapest" : "the fastest"
            let names = route.endpoints.map(\.description).joined(separator: ", ")
            return Finding(.good, "endpoints", "\(model): \(names); \(first) is asked first")
        }
        return limited + routed
    }

    /// Keys are looked up, not tried: for the providers of the default models, and for others as they are.
    private func keys(_ surroundings: Surroundings) async -> [Finding] {
        let resolver = KeyResolver(environment: surroundings.environment, store: surroundings.keyStore)
        let settings = surroundings.settings
        let needed = Set([settings.drafter, settings.verifier].compactMap { $0?.value.provider })
        var findings: [Finding] = []
        for provider in settings.catalogue.providers.values.sorted(by: { $0.name < $1.name }) {
            do {
                guard let key = try await resolver.key(for: provider) else { continue }
                findings.append(Finding(.good, "key", "\(provider.name): from \(key.origin)"))
            } catch {
                let state: Finding.State = needed.contains(provider.name) ? .bad : .open
                findings.append(Finding(state, "key", state == .bad ? "\(error)" : "\(provider.name): none"))
            }
        }
        return findings
    }
}
