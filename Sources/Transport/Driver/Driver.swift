import Foundation

/// The running driver thread, as its client and their exchanges hold it. The thread ends when it is
/// stopped, or when nobody holds it any more.
final class Driver: Sendable {
    let mailbox: Mailbox

    /// Starts the thread.
    /// - Throws: ``TransportError/Code/unreachable`` when the system has no descriptors left.
    init(configuration: HTTPClient.Configuration) throws(TransportError) {
        let poller = try Poller()
        let mailbox = Mailbox(poller: poller)
        self.mailbox = mailbox
        let thread = Thread {
            DriverLoop(configuration: configuration, poller: poller, mailbox: mailbox).run()
        }
        thread.name = "outrider.transport"
        thread.stackSize = 1 << 20
        thread.start()
    }

    func stop() {
        mailbox.post(.stop)
    }

    deinit {
        stop()
    }
}
