import Agents

/// Definitions are refused or taken, never anything else.
enum AgentTarget {
    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        _ = try? AgentDefinition(parsing: String(decoding: bytes, as: UTF8.self), file: "agent.yaml")
    }
}
