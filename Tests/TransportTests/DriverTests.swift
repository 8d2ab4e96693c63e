import Synchronization
import Testing

@testable import Transport

struct DriverTests {
    /// A process that ends at once, as a run of a few milliseconds does, crashed in libcurl's beginnings.
    @Test func whoSendsNothingStartsNoThread() throws {
        let driver = try Driver(configuration: .init())
        #expect(driver.work.withLock { $0 != nil })
        driver.stop()
        #expect(driver.work.withLock { $0 != nil })
    }
}
