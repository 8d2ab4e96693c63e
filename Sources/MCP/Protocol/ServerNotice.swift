/// What servers say without being asked, as far as it is heard.
enum ServerNotice {
    /// The server has other tools now.
    static let toolsChanged = "notifications/tools/list_changed"
}
