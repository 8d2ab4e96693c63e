#if os(Linux)
    import CCurl
    import Glibc

    /// Waits for sockets and for a bell: epoll and an event descriptor.
    ///
    /// Everything but ``wake()`` belongs to the driver's thread.
    final class Poller: Sendable {
        private static let batch = 128

        private let epoll: Int32
        private let bell: Int32

        init() throws(TransportError) {
            epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
            bell = ccurl_eventfd()
            var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: bell))
            guard epoll >= 0, bell >= 0, epoll_ctl(epoll, EPOLL_CTL_ADD, bell, &event) == 0 else {
                throw TransportError(
                    .unreachable, "no HTTP client could be made: \(String(cString: strerror(errno)))",
                    suggestion: "raise the limit of open files (ulimit -n)")
            }
        }

        deinit {
            if epoll >= 0 { close(epoll) }
            if bell >= 0 { close(bell) }
        }

        /// Watches a socket from now on for what is given, and for nothing else.
        func watch(_ socket: Int32, for interest: Readiness) {
            var events: UInt32 = 0
            if interest.contains(.readable) { events |= EPOLLIN.rawValue }
            if interest.contains(.writable) { events |= EPOLLOUT.rawValue }
            var event = epoll_event(events: events, data: epoll_data_t(fd: socket))
            if epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) != 0 {
                epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event)
            }
        }

        func forget(_ socket: Int32) {
            var event = epoll_event()
            epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
        }

        /// Waits until a socket is ready, the bell rings, or the time is over; `nil` waits for ever.
        func wait(milliseconds: Int32?, ready: (Int32, Readiness) -> Void) {
            withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.batch) { events in
                let count = epoll_wait(epoll, events.baseAddress, Int32(Self.batch), milliseconds ?? -1)
                for index in 0..<max(0, Int(count)) {
                    let event = events[index]
                    if event.data.fd == bell {
                        var rings: UInt64 = 0
                        _ = read(bell, &rings, 8)
                        continue
                    }
                    var readiness: Readiness = []
                    if event.events & EPOLLIN.rawValue != 0 { readiness.insert(.readable) }
                    if event.events & EPOLLOUT.rawValue != 0 { readiness.insert(.writable) }
                    if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { readiness.insert(.failed) }
                    ready(event.data.fd, readiness)
                }
            }
        }

        /// Rings the bell: the wait that is under way, or the next one, ends at once.
        func wake() {
            var one: UInt64 = 1
            _ = write(bell, &one, 8)
        }
    }
#endif
