/// Floats at one place in memory, zero at first. The owner decides who writes when.
final class FloatStore: @unchecked Sendable {
    let floats: UnsafeMutablePointer<Float>
    let count: Int

    init(_ count: Int) {
        self.count = count
        // Lines of 64 bytes, so that no vector lies across two.
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: Swift.max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
        floats = memory.initializeMemory(as: Float.self, repeating: 0, count: count)
    }

    deinit {
        floats.deallocate()
    }
}
