extension Network {
    /// What is expected after the wanted row of a number, after a pass.
    func logits(_ row: Int, in work: Workspace) -> Logits {
        Logits(
            UnsafeBufferPointer(start: work.logits.floats + row * work.logitStride, count: vocabularySize),
            kernels: kernels)
    }

    /// What the text up to the wanted row of a number is worth, after a pass; nil without a head.
    func value(_ row: Int, in work: Workspace) -> Double? {
        head?.value(of: work.normed.floats + row * work.stride, width: architecture.width)
    }
}
