#if canImport(Darwin)
    import Darwin

    /// Waits for sockets and for a bell: kqueue and a user event.
    ///
    /// Everything but ``wake()`` belongs to the driver's thread.
    final class Poller: Sendable {
        private static let batch = 128
        private static let bell: UInt = 0

        private let queue: Int32

        init() throws(TransportError) {
            queue = kqueue()
            guard queue >= 0,
                Self.change(queue, Self.bell, Int16(EVFILT_USER), UInt16(EV_ADD | EV_CLEAR), 0)
            else {
                throw TransportError(
                    .unreachable, "no HTTP client could be made: \(String(cString: strerror(errno)))",
                    suggestion: "raise the limit of open files (ulimit -n)")
            }
        }

        deinit {
            if queue >= 0 { close(queue) }
        }

        /// Watches a socket from now on for what is given, and for nothing else.
        func watch(_ socket: Int32, for interest: Readiness) {
            set(socket, Int16(EVFILT_READ), interest.contains(.readable))
            set(socket, Int16(EVFILT_WRITE), interest.contains(.writable))
        }

        func forget(_ socket: Int32) {
            watch(socket, for: [])
        }

        /// Waits until a socket is ready, the bell rings, or the time is over; `nil` waits for ever.
        func wait(milliseconds: Int32?, ready: (Int32, Readiness) -> Void) {
            withUnsafeTemporaryAllocation(of: kevent.self, capacity: Self.batch) { events in
                let count: Int32
                if let milliseconds {
                    var time = timespec(
                        tv_sec: Int(milliseconds) / 1000, tv_nsec: Int(milliseconds) % 1000 * 1_000_000)
                    count = kevent(queue, nil, 0, events.baseAddress, Int32(Self.batch), &time)
                } else {
                    count = kevent(queue, nil, 0, events.baseAddress, Int32(Self.batch), nil)
                }
                for index in 0..<max(0, Int(count)) {
                    let event = events[index]
                    switch Int32(event.filter) {
                    case EVFILT_READ: ready(Int32(event.ident), .readable)
                    case EVFILT_WRITE: ready(Int32(event.ident), .writable)
                    default: break
                    }
                }
            }
        }

        /// Rings the bell: the wait that is under way, or the next one, ends at once.
        func wake() {
            _ = Self.change(queue, Self.bell, Int16(EVFILT_USER), 0, UInt32(NOTE_TRIGGER))
        }

        private func set(_ socket: Int32, _ filter: Int16, _ isOn: Bool) {
            _ = Self.change(queue, UInt(socket), filter, UInt16(isOn ? EV_ADD : EV_DELETE), 0)
        }

        private static func change(
            _ queue: Int32, _ identifier: UInt, _ filter: Int16, _ flags: UInt16, _ details: UInt32
        ) -> Bool {
            var event = kevent(
                ident: identifier, filter: filter, flags: flags, fflags: details, data: 0, udata: nil)
            return kevent(queue, &event, 1, nil, 0, nil) == 0
        }
    }
#endif
