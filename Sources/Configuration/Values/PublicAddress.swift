/// Addresses as they may be shown.
enum PublicAddress {
    /// `address` without user, password, query and fragment, which can all hold secrets.
    static func text(of address: String) -> String {
        let shown = address.prefix { $0 != "?" && $0 != "#" }
        let (scheme, rest): (Substring, Substring)
        if let mark = shown.firstRange(of: "://") {
            (scheme, rest) = (shown[..<mark.upperBound], shown[mark.upperBound...])
        } else {
            (scheme, rest) = ("", shown)
        }
        // The last @ counts: a password may have one that was not encoded, and even a slash.
        let place = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
        return String(scheme + place)
    }
}
