import Foundation
import Synchronization

/// The running driver thread, as its client and their exchanges hold it. The thread begins with the first
/// exchange: a process that sends nothing must not end while libcurl is still being made ready. It ends when it
/// is stopped, or when nobody holds it any more.
final class Driver: Sendable {
    let mailbox: Mailbox
    /// What the thread will do; nil once it does.
    let work: Mutex<(@Sendable () -> Void)?>

    /// - Throws: ``TransportError/Code/unreachable`` when the system has no descriptors left.
    init(configuration: HTTPClient.Configuration) throws(TransportError) {
        let poller = try Poller()
        let mailbox = Mailbox(poller: poller)
        self.mailbox = mailbox
        work = Mutex {
            DriverLoop(configuration: configuration, poller: poller, mailbox: mailbox).run()
        }
    }

    /// Begins an exchange, with this body to be sent.
    /// - Returns: whether the driver is still there for it.
    func begin(_ exchange: Exchange, body: [UInt8]?) -> Bool {
        if let work = work.withLock({ $0.take() }) { start(work) }
        return mailbox.post(.start(exchange, body: body))
    }

    func stop() {
        mailbox.post(.stop)
    }

    private func start(_ work: @escaping @Sendable () -> Void) {
        let thread = Thread(block: work)
        thread.name = "outrider.transport"
        thread.stackSize = 1 << 20
        thread.start()
    }

    deinit {
        stop()
    }
}
