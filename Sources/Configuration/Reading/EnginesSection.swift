import Documents
import Planning

/// What one file says about the servers of this machine: its section `engines`.
struct EnginesSection {
    /// The keys of the section.
    enum Key: String, CaseIterable {
        case memoryLimit = "memory_limit"
    }

    let memoryLimit: Setting<ByteCount>?

    init(_ reader: SectionReader<Key>) throws(ConfigurationError) {
        memoryLimit = try reader.setting(.memoryLimit) { node throws(DocumentError) in try node.byteCount() }
    }
}
