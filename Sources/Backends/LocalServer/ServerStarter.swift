import Foundation
import Planning
import Processes

/// Joins a server that runs, or starts it: decided under a lock, so that of many who come at once one
/// starts it and the others join.
struct ServerStarter: Sendable {
    let folder: ServerFolder
    let site: ServerSite

    /// Enters this process as a user of the server.
    /// - Returns: which start of the server it is, and the use.
    func join(_ provider: Provider, _ settings: LocalServerSettings) async throws -> (id: String, use: ServerUse) {
        let plan = try plan(for: provider, settings)
        // Longer than any teardown takes, and others hold their locks for moments.
        let deadline = ContinuousClock.now + .seconds(30)
        do {
            while ContinuousClock.now < deadline {
                if let joined = try tryJoining(plan) { return joined }
                try await Task.sleep(for: .milliseconds(30))
            }
        } catch let error as POSIXError {
            throw inaccessible(error)
        } catch let error as CocoaError {
            throw inaccessible(error)
        }
        throw LocalServerError(
            .inaccessible,
            "the local server “\(plan.name)” neither runs nor ends; see `outrider engines logs \(plan.name)`")
    }

    /// - Returns: nil if it has to be tried again a little later.
    private func tryJoining(_ plan: ServerPlan) throws -> (id: String, use: ServerUse)? {
        try folder.make()
        guard let gate = try FileLock.take(folder.gate) else { return nil }
        defer { withExtendedLifetime(gate) {} }
        if let watch = try FileLock.take(folder.watch) {
            if let past = folder.record, !past.isOver, let family = past.family, !family.members.isEmpty {
                // Whoever watched over it was killed. Dying takes a moment, until when its port and memory are taken.
                family.signal(SIGKILL)
                return nil
            }
            try prepare(plan)
            let use = try folder.users.enter()
            try launch(watched: watch)
            return (plan.id, use)
        }
        guard let running = folder.plan, let record = folder.record, record.id == running.id,
            record.state != .stopping, !record.isOver
        else { return nil }
        if running.serves(plan) { return (running.id, try folder.users.enter()) }
        guard folder.users.count == 0 else {
            throw LocalServerError(
                .differs,
                "the local server “\(plan.name)” runs with other settings, and others use it; wait for them, or run "
                    + "`outrider engines stop \(plan.name)`")
        }
        folder.askToStop()
        return nil
    }

    private func plan(for provider: Provider, _ settings: LocalServerSettings) throws -> ServerPlan {
        let program = settings.command.first ?? ""
        guard ChildProgram.find(program, from: settings.folder, search: site.environment["PATH"] ?? "") != nil else {
            throw LocalServerError(
                .commandNotFound,
                "the command “\(program)” of provider “\(provider.name)” is not there; install it, or write the path "
                    + "of the program")
        }
        let address = URLComponents(string: provider.baseURL)
        return ServerPlan(
            id: UUID().uuidString, name: provider.name, settings: settings,
            fixedPort: settings.takesPort ? nil : address?.port, modelsPath: provider.modelsPath,
            memory: settings.memory ?? settings.filesInCommand)
    }

    /// Sees to it that the server may be started, and writes down how.
    private func prepare(_ plan: ServerPlan) throws {
        if let port = plan.fixedPort, LoopbackPort.isTaken(port) {
            throw LocalServerError(
                .portTaken,
                "port \(port), on which the local server “\(plan.name)” would listen, belongs to another program; end "
                    + "that, or choose another port in its command and in base_url")
        }
        let wanted = MemoryAdmission.Claim(name: plan.name, memory: plan.memory)
        if let refusal = MemoryAdmission(limit: site.memoryLimit).refusal(
            of: wanted, beside: site.claims(but: plan.name))
        {
            throw LocalServerError(.noMemory, refusal)
        }
        folder.forgetStop()
        _ = folder.users.removeLost()
        try folder.write(plan)
        try folder.write(ServerRecord(id: plan.id, started: UTCInstant(Date()).milliseconds))
    }

    private func launch(watched: FileLock) throws {
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard nothing >= 0, let log = folder.log.begin() else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        defer { for descriptor in [nothing, log] { close(descriptor) } }
        let supervisor = ChildProgram(
            path: site.executable, arguments: ["engines", "supervise", folder.path], environment: site.environment,
            folder: "/")
        do {
            // The lock goes along: there is no moment in which nobody holds it.
            _ = try supervisor.start(input: nothing, output: log, kept: watched.descriptor, diesWithThread: false)
        } catch {
            throw LocalServerError(.inaccessible, "the local server “\(folder.name)” cannot be watched over: \(error)")
        }
    }

    private func inaccessible(_ error: any Error) -> LocalServerError {
        LocalServerError(
            .inaccessible,
            "the state of the local server “\(folder.name)” cannot be kept in \(folder.path): "
                + "\(error.localizedDescription); check the folder and the space on its disk")
    }
}
