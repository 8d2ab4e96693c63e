import HTTPTypes
import Planning
import Transport

/// Fetches a text from the web.
///
/// Every host is looked up and its addresses are checked before it is asked, those that a page redirects to as
/// well; the connection goes to these addresses and to no other, whatever the host's name leads to by then.
struct HTTPGet: Tool {
    static let byteLimit = 128 * 1024
    static let redirectLimit = 5

    let description = ToolDescription(
        "http_get", "Fetches a web page or another text by GET, at most \(byteLimit / 1024) KB of it.",
        [.text("url", "such as https://example.com/page")], effect: .readOnly)

    let client: HTTPClient
    let allowsPrivateAddresses: Bool
    var readsFilesItself: Bool { false }
    /// How long a server may be silent; the whole may take twice as long.
    var patience: Duration = .seconds(15)
    var addresses: @Sendable (String) async -> [[UInt8]] = { await HostLookup.addresses(of: $0) }
    var isAllowed: @Sendable ([UInt8]) -> Bool = { PublicAddress.contains($0) }

    func run(_ arguments: ToolArguments) async throws -> String {
        var address = try PageAddress(arguments.string("url"))
        for _ in 0...Self.redirectLimit {
            let reply = try await reply(from: address, at: try await checkedAddresses(of: address))
            if [301, 302, 303, 307, 308].contains(reply.head.status.code),
                let location = reply.head.headerFields[.location]
            {
                address = try address.redirected(to: location)
                continue
            }
            return try await read(reply, from: address)
        }
        throw ToolFailure("\(address) and the addresses before it redirect more than \(Self.redirectLimit) times")
    }

    /// Where a page may be fetched from; nil is anywhere.
    private func checkedAddresses(of address: PageAddress) async throws -> [[UInt8]]? {
        guard !allowsPrivateAddresses else { return nil }
        let found = await addresses(address.host)
        try Task.checkCancellation()
        guard !found.isEmpty else { throw ToolFailure("there is no host “\(address.host)”") }
        guard found.allSatisfy(isAllowed) else {
            throw ToolFailure(
                "“\(address.host)” is on this machine or in a private network, where nothing may be fetched")
        }
        return found
    }

    private func reply(from address: PageAddress, at addresses: [[UInt8]]?) async throws -> HTTPReply {
        let options = HTTPOptions(
            firstByteTimeout: patience, idleTimeout: patience, totalTimeout: patience * 2,
            maximumBytes: 1 << 40, maximumRedirects: 0, addresses: addresses)
        do {
            return try await client.send(address.request, options: options)
        } catch let error as TransportError {
            throw ToolFailure("\(error)")
        }
    }

    private func read(_ reply: HTTPReply, from address: PageAddress) async throws -> String {
        let type = reply.head.headerFields[.contentType]?.lowercased() ?? "text/plain"
        guard Self.isText(type) else { throw ToolFailure("\(address) is \(type.prefix(80)); only text is read") }
        var bytes: [UInt8] = []
        do {
            // What exceeds the limit is never taken: dropping the body closes its connection.
            for try await chunk in reply.body {
                bytes += chunk
                if bytes.count > Self.byteLimit { break }
            }
        } catch let error as TransportError {
            throw ToolFailure("\(error)")
        }
        let isCut = bytes.count > Self.byteLimit
        let shown = TextCut.prefix(of: bytes, Self.byteLimit)
        guard !shown.contains(0) else { throw ToolFailure("\(address) is binary; only text is read") }
        // Pages in other encodings are still mostly readable this way.
        var text = String(decoding: shown, as: UTF8.self)
        if isCut { text += "\n[cut after \(Self.byteLimit) bytes]" }
        guard reply.head.status.kind == .successful else {
            throw ToolFailure("\(address) answers with status \(reply.head.status.code):\n\(text.prefix(2000))")
        }
        return text
    }

    private static func isText(_ type: String) -> Bool {
        let name = type.prefix { $0 != ";" }
        return name.hasPrefix("text/") || name.hasSuffix("+json") || name.hasSuffix("+xml")
            || ["json", "xml", "javascript", "yaml", "x-yaml", "toml", "sql", "x-ndjson"].contains {
                name == "application/\($0)"
            }
    }
}
