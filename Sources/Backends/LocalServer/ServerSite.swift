import Foundation
import Planning
import Processes

/// Where the local servers of a user are kept, and what they may have.
struct ServerSite: Sendable {
    /// The folder with a folder for each server.
    let root: String
    /// The file of this program, which is run again to watch over a server.
    let executable: String
    /// The variables that servers get to see.
    let environment: [String: String]
    /// The most memory that all servers may have together.
    let memoryLimit: ByteCount?

    func folder(of name: String) -> ServerFolder { ServerFolder(path: "\(root)/\(name)") }

    /// The servers that have ever been started.
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The memory that is counted for the servers that run: what they have, or else what they will need.
    func claims(but name: String) -> [MemoryAdmission.Claim] {
        names.filter { $0 != name }.compactMap { name in
            let folder = folder(of: name)
            guard FileLock.isHeld(folder.watch), let plan = folder.plan else { return nil }
            let used = folder.record?.family.map { ByteCount($0.memory) } ?? .zero
            return MemoryAdmission.Claim(name: name, memory: max(plan.memory, used), users: folder.users.count)
        }
    }
}
