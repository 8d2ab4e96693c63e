import Documents
import Planning

/// What one file says about what computes on this machine: its section `engines`.
struct EnginesSection {
    /// The keys of the section.
    enum Key: String, CaseIterable {
        case memoryLimit = "memory_limit"
        case threads
    }

    let memoryLimit: Setting<ByteCount>?
    let threads: Setting<Int>?

    init(_ reader: SectionReader<Key>) throws(ConfigurationError) {
        memoryLimit = try reader.setting(.memoryLimit) { node throws(DocumentError) in try node.byteCount() }
        threads = try reader.setting(.threads) { node throws(DocumentError) in try node.int(in: 1...1024) }
    }
}
