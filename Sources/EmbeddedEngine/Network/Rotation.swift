import Foundation

/// The angles by which positions turn pairs of dimensions (RoPE, Su et al. 2021, equation 15):
/// position · base^(−2i/d), rounded step by step as llama.cpp does it.
struct Rotation: Sendable {
    /// Pairs that are turned.
    let pairs: Int
    private let scale: Float
    /// What each pair's angle is divided by; Llama 3 stretches the slow ones.
    private let factors: [Float]

    init(base: Float, dimensions: Int, factors: FloatStore?) {
        pairs = dimensions / 2
        scale = powf(base, -2 / Float(dimensions))
        self.factors = (0..<dimensions / 2).map { pair in factors.map { $0.floats[pair] } ?? 1 }
    }

    /// Writes the cosines of a position's angles, and then their sines.
    func write(position: Int, to turns: UnsafeMutablePointer<Float>) {
        var angle = Float(position)
        for pair in 0..<pairs {
            turns[pair] = cosf(angle / factors[pair])
            turns[pairs + pair] = sinf(angle / factors[pair])
            angle *= scale
        }
    }
}
