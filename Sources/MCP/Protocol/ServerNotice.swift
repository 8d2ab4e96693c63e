/// What servers say without being asked, as far as it is heard.
enum ServerNotice {
    /// The server has other tools now.
    static let toolsChanged = "notifications/tools/list_changed"

    /// The server, which is a program, tells no more of what it was asked to tell; of other requests none says so.
    static let cancelled = "notifications/cancelled"
}
