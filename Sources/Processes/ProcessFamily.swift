import Foundation

/// A process that leads a session of its own, and all that it has started since. What such a family
/// leaves behind can be found again later, by another process, also when its leader is gone.
public struct ProcessFamily: Sendable, Hashable, Codable {
    /// The variable that marks the members of a family.
    public static let variable = "OUTRIDER_FAMILY"

    /// The first process.
    public let leader: ProcessIdentity
    /// What its ``variable`` holds: nothing that any other family has.
    public let mark: String

    /// A family whose leader has been started with ``variable`` set to `mark`.
    public init(leader: ProcessIdentity, mark: String) {
        self.leader = leader
        self.mark = mark
    }

    /// The family of the process `pid`, which has just been started with ``variable`` set to `mark`. One that has
    /// ended already may have left others behind.
    public init(startedAs pid: Int32, mark: String) {
        self.init(
            leader: ProcessIdentity(of: pid)
                ?? ProcessIdentity(pid: pid, boot: ProcessIdentity.current.boot, started: 0),
            mark: mark)
    }

    /// Sends a signal to all members.
    public func signal(_ number: Int32) {
        for pid in members { kill(pid, number) }
    }
}

#if canImport(Darwin)
    extension ProcessFamily {
        /// The processes that run: those of the leader's group.
        public var members: [Int32] {
            // A group that lost its leader keeps the number from being given away.
            if let now = ProcessIdentity(of: leader.pid), now != leader { return [] }
            guard leader.boot == ProcessIdentity.current.boot else { return [] }
            var name = [CTL_KERN, KERN_PROC, KERN_PROC_PGRP, leader.pid]
            var size = 0
            guard sysctl(&name, UInt32(name.count), nil, &size, nil, 0) == 0, size > 0 else { return [] }
            var found = [kinfo_proc](repeating: kinfo_proc(), count: size / MemoryLayout<kinfo_proc>.stride + 8)
            size = found.count * MemoryLayout<kinfo_proc>.stride
            guard sysctl(&name, UInt32(name.count), &found, &size, nil, 0) == 0 else { return [] }
            return found.prefix(size / MemoryLayout<kinfo_proc>.stride)
                .filter { Int32($0.kp_proc.p_stat) != SZOMB }.map(\.kp_proc.p_pid)
        }

        /// The memory that is in use by all members, in bytes.
        public var memory: Int64 {
            members.reduce(0) { sum, pid in
                var info = proc_taskinfo()
                let size = Int32(MemoryLayout<proc_taskinfo>.size)
                guard proc_pidinfo(pid, PROC_PIDTASKINFO, 0, &info, size) == size else { return sum }
                return sum + Int64(info.pti_resident_size)
            }
        }
    }
#else
    extension ProcessFamily {
        /// The processes that run: those of the leader's session, and those that carry the mark,
        /// because a program can leave its session, or write over its variables, but hardly both.
        public var members: [Int32] {
            guard leader.boot == ProcessIdentity.current.boot else { return [] }
            // A session that lost its leader keeps the number from being given away. One whose number
            // another process has is no longer this one.
            let isOurs = ProcessIdentity(of: leader.pid).map { $0 == leader } ?? true
            let variable = "\0\(Self.variable)=\(mark)\0"
            return Self.processes.filter { pid in
                guard let fields = Self.fields(of: pid), !["Z", "X"].contains(fields[0]) else { return false }
                if isOurs, Int32(fields[3]) == leader.pid { return true }
                guard let text = try? Data(contentsOf: URL(filePath: "/proc/\(pid)/environ")) else { return false }
                return ([0] + text).range(of: Data(variable.utf8)) != nil
            }
        }

        /// The memory that is in use by all members, in bytes.
        public var memory: Int64 {
            members.reduce(0) { sum, pid in
                let pages = (try? String(contentsOfFile: "/proc/\(pid)/statm", encoding: .utf8))?
                    .split(separator: " ").dropFirst().first.flatMap { Int64($0) }
                return sum + (pages ?? 0) * Int64(sysconf(Int32(_SC_PAGESIZE)))
            }
        }

        private static var processes: [Int32] {
            ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { Int32($0) }
        }

        /// The fields of `/proc/PID/stat` behind the program's name: state, parent, group, session…
        private static func fields(of pid: Int32) -> [Substring]? {
            guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
                let name = stat.lastIndex(of: ")")
            else { return nil }
            let fields = stat[stat.index(after: name)...].split(separator: " ")
            return fields.count > 3 ? fields : nil
        }
    }
#endif
