import Agents
import ArgumentParser
import Backends
import Configuration
import Foundation
import Ledger
import Planning

/// `outrider doctor`
struct DoctorCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check settings, record, agents and keys, and say what to do about what is wrong.",
        discussion: "Nothing is sent anywhere.")

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let surroundings = try Surroundings(configFile: places.config)
        var findings = [Finding(.good, "settings", "read; the user's own file is \(surroundings.places.userFile)")]
        findings.append(record(surroundings))
        findings += agents(surroundings)
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

    private func record(_ surroundings: Surroundings) -> Finding {
        let path = places.database ?? surroundings.settings.database.value
        do {
            _ = try surroundings.ledger(at: path, creating: false)
            return Finding(.good, "record", path)
        } catch let error as LedgerError where error.code == .missing {
            return Finding(.open, "record", "none yet; the first run makes \(path)")
        } catch {
            return Finding(.bad, "record", "\(error)")
        }
    }

    private func agents(_ surroundings: Surroundings) -> [Finding] {
        let entries = AgentCatalogue(folder: URL(filePath: surroundings.places.agents)).entries
        let broken = entries.compactMap { entry -> Finding? in
            guard case .failure(let error) = entry.definition else { return nil }
            return Finding(.bad, "agent", "\(entry.name): \(error)")
        }
        return broken + [Finding(.good, "agents", "\(entries.count - broken.count) can be used")]
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
