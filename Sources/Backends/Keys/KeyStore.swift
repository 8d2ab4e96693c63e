import Foundation
public import Planning

/// The keys that `outrider keys set` stores: one file a provider, readable by their owner alone, in
/// a folder that nobody else can look into.
public struct KeyStore: Sendable, Hashable {
    /// The folder of the key files; it appears with the first key.
    public let folder: String

    /// The store in `folder`.
    public init(folder: String) {
        self.folder = folder
    }

    /// Stores `key` for `provider`, in place of an earlier one.
    public func set(_ key: Secret, for provider: String) throws(KeyStoreError) {
        let file = try file(for: provider)
        let key = try KeyFile.key(in: key.exposed, from: "what was entered for “\(provider)”")
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            // An existing folder keeps its permissions otherwise.
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        } catch {
            throw KeyStoreError(
                .inaccessible, "the folder \(folder) for keys cannot be made or protected; check its permissions")
        }
        try file.write(key)
    }

    /// The key that is stored for `provider`, or nil.
    public func key(for provider: String) throws(KeyStoreError) -> Secret? {
        try file(for: provider).read()
    }

    /// Where the key of `provider` is stored, if it is.
    public func path(for provider: String) -> String { "\(folder)/\(provider)" }

    /// The stored keys by provider, each with no more than its last four characters.
    public func list() throws(KeyStoreError) -> [StoredKey] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch CocoaError.fileReadNoSuchFile {
            return []
        } catch {
            throw KeyStoreError(.inaccessible, "the folder \(folder) cannot be read; check its permissions")
        }
        var keys: [StoredKey] = []
        for name in names.sorted() where Self.isValid(name) {
            if let key = try key(for: name) { keys.append(StoredKey(provider: name, hint: key.hint)) }
        }
        return keys
    }

    private func file(for provider: String) throws(KeyStoreError) -> KeyFile {
        guard Self.isValid(provider) else {
            throw KeyStoreError(
                .invalidName, "“\(provider)” cannot be a provider's name; use letters, digits, “-” and “_”")
        }
        return KeyFile(path: path(for: provider))
    }

    /// Names that stay inside the folder and meet no file in the making.
    private static func isValid(_ name: String) -> Bool {
        !name.isEmpty && name.count <= 64
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
    }
}
