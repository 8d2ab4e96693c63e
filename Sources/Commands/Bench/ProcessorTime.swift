import Foundation

/// The time that processors have spent on this process. Unlike a clock on the wall it does not
/// know what else the machine is doing.
enum ProcessorTime {
    /// In seconds; 0 where the system does not tell.
    static var seconds: Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
