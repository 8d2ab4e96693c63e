import Foundation

/// A process, told apart from a later one that happens to get the same number.
public struct ProcessIdentity: Sendable, Hashable, Codable {
    /// The process number.
    public let pid: Int32
    /// Names the time since the machine was started last.
    public let boot: String
    /// When the process began, in a unit of the system's own.
    public let started: Int64

    /// A process that was written down.
    public init(pid: Int32, boot: String, started: Int64) {
        self.pid = pid
        self.boot = boot
        self.started = started
    }

    /// The process that has the number `pid` now; nil if there is none.
    public init?(of pid: Int32) {
        guard let started = Self.startTime(of: pid) else { return nil }
        self.init(pid: pid, boot: Self.current.boot, started: started)
    }

    /// This process.
    public static let current = ProcessIdentity(
        pid: getpid(), boot: currentBoot(), started: startTime(of: getpid()) ?? 0)

    /// Whether the process still runs. One that has died but was not yet collected does not.
    public var isAlive: Bool {
        boot == Self.current.boot && Self.startTime(of: pid) == started
    }
}

#if canImport(Darwin)
    extension ProcessIdentity {
        private static func currentBoot() -> String {
            var characters = [CChar](repeating: 0, count: 64)
            var size = characters.count
            guard sysctlbyname("kern.bootsessionuuid", &characters, &size, nil, 0) == 0 else { return "" }
            return String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }

        private static func startTime(of pid: Int32) -> Int64? {
            var name = [CTL_KERN, KERN_PROC, KERN_PROC_PID, pid]
            var info = kinfo_proc()
            var size = MemoryLayout<kinfo_proc>.stride
            guard sysctl(&name, UInt32(name.count), &info, &size, nil, 0) == 0, size > 0 else { return nil }
            guard Int32(info.kp_proc.p_stat) != SZOMB else { return nil }
            let start = info.kp_proc.p_un.__p_starttime
            return Int64(start.tv_sec) * 1_000_000 + Int64(start.tv_usec)
        }
    }
#else
    extension ProcessIdentity {
        private static func currentBoot() -> String {
            let text = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
            return text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        }

        /// The 22nd field of `/proc/PID/stat`, in clock ticks since the machine was started. The
        /// second field, the program's name, may itself hold blanks and brackets.
        private static func startTime(of pid: Int32) -> Int64? {
            guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
                let name = stat.lastIndex(of: ")")
            else { return nil }
            let fields = stat[stat.index(after: name)...].split(separator: " ")
            guard fields.count > 19, !["Z", "X"].contains(fields[0]) else { return nil }
            return Int64(fields[19])
        }
    }
#endif
