/// What has happened at a server.
struct ServerLog: Sendable {
    var requests: [ServerRequest] = []
    var accepted = 0
    var closed: Set<Int> = []
    var bytesSent = 0

    var open: Int { accepted - closed.count }
}
