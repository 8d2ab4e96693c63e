public import Control
import Planning

/// Chooses any depth, anew each time, and whether to draft beyond it.
public struct RandomDepth: DepthController {
    public var name: String { "random" }
    private var generator: SeededGenerator

    /// The choices of a seed.
    public init(seed: UInt64) {
        generator = SeededGenerator(seed: seed &+ 77)
    }

    public mutating func decide(_ context: DepthContext) -> DepthDecision {
        DepthDecision(
            depth: Int.random(in: 0...5, using: &generator), draftsBeyond: Bool.random(using: &generator), reason: "any"
        )
    }

    public mutating func observe(_ outcome: DepthOutcome) {}
}
