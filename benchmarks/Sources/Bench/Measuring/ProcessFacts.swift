import Foundation

/// What the operating system says about this process and its time.
enum ProcessFacts {
    /// The CPU time of all threads so far, in seconds.
    static var cpuSeconds: Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) }

    /// Nanoseconds on a clock that all processes of a machine share.
    static var monotonicNanoseconds: Int64 { Int64(seconds: time(of: CLOCK_MONOTONIC)) }

    /// The most memory the process ever held, in megabytes of 10⁶ bytes.
    static var peakMegabytes: Double {
        var usage = rusage()
        #if os(Linux)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return Double(usage.ru_maxrss) * 1024 / 1e6
        #else
            getrusage(RUSAGE_SELF, &usage)
            return Double(usage.ru_maxrss) / 1e6
        #endif
    }

    /// Allows this process as many open files as the system lets it have.
    static func raiseFileLimit() {
        #if os(Linux)
            let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let files = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        setrlimit(files, &limit)
    }

    private static func time(of clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }

    private static func seconds(of clock: clockid_t) -> Double {
        let time = time(of: clock)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

extension Int64 {
    fileprivate init(seconds time: timespec) {
        self = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
