import Foundation
import Testing

/// Defects, made on purpose for `scripts/sanitizers`, which sees to it that they are reported.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["OUTRIDER_DEFECTS"] != nil, "only scripts/sanitizers wants defects"))
struct DefectTests {
    @Test func twoThreadsWriteWithoutALock() {
        nonisolated(unsafe) var count = 0
        let done = DispatchSemaphore(value: 0)
        for _ in 1...2 {
            Thread.detachNewThread {
                for _ in 1...1000 { count += 1 }
                done.signal()
            }
        }
        for _ in 1...2 { done.wait() }
        #expect(count > 0)
    }

    @Test func memoryIsReadThatWasGivenBack() {
        let memory = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        memory.initialize(to: 1)
        memory.deallocate()
        let read = memory.pointee
        #expect(read == read)
    }
}
