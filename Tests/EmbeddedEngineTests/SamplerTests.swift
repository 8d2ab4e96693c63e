import Foundation
import Planning
import Testing

@testable import EmbeddedEngine

@Suite struct SamplerTests {
    private func draw(_ logits: [Float], count: Int, temperature: Double, topP: Double = 1) -> [Int?] {
        var sampler = Sampler(temperature: temperature, topP: topP, seed: 5)
        return logits.withUnsafeBufferPointer { buffer in
            (0..<count).map { _ in sampler.next(Logits(buffer, kernels: Processor.best)) }
        }
    }

    @Test func atNoTemperatureTheFirstOfTheLikeliestIsTaken() {
        #expect(draw([1, 3, 3, 2], count: 2, temperature: 0) == [1, 1])
        #expect(draw([1, 3, 3, 2], count: 1, temperature: .nan) == [1])
    }

    @Test func tokensAreDrawnAsOftenAsTheyAreLikely() {
        // Probabilities 0.665, 0.245, 0.090.
        let drawn = draw([2, 1, 0], count: 20_000, temperature: 1)
        for (token, share) in [0.665, 0.245, 0.090].enumerated() {
            #expect(abs(Double(drawn.filter { $0 == token }.count) / 20_000 - share) < 0.012)
        }
    }

    @Test func theNucleusIsTheSmallestThatIsLargeEnough() {
        #expect(Set(draw([2, 1, 0], count: 2000, temperature: 1, topP: 0.6)) == [0])
        #expect(Set(draw([2, 1, 0], count: 2000, temperature: 1, topP: 0.7)) == [0, 1])
        #expect(Set(draw([2, 1, 0], count: 2000, temperature: 1, topP: 0)) == [0])
        #expect(Set(draw([2, 1, 0], count: 2000, temperature: 1, topP: .nan)) == [0])
        #expect(Set(draw([2, 1, 0], count: 2000, temperature: .infinity, topP: 1)) == [0, 1, 2])
    }

    @Test func whatIsNoNumberIsNoToken() {
        #expect(draw([.nan, .nan], count: 1, temperature: 0) == [nil])
        #expect(draw([.infinity, 1], count: 1, temperature: 1) == [nil])
        #expect(draw([-.infinity, -.infinity], count: 1, temperature: 1) == [nil])
    }

    @Test func theTopTokensAreTheLikeliestInOrder() {
        let logits: [Float] = [0, 5, 3, 5, -1]
        logits.withUnsafeBufferPointer { buffer in
            let logits = Logits(buffer, kernels: Processor.best)
            #expect(logits.top(3) == [1, 3, 2])
            #expect(logits.top(9) == [1, 3, 2, 0, 4])
            #expect(logits.top(0) == [])
        }
    }

    @Test func theSumOfExponentialsIsThatOfTheLibrary() {
        var random = SeededGenerator(seed: 1)
        for count in [1, 3, 15, 16, 17, 258] {
            let logits = (0..<count).map { _ in Float.random(in: -30...30, using: &random) }
            let exact = logarithmOfSum(logits)
            for kernels in Processor.kernels {
                let ours = logits.withUnsafeBufferPointer { Logits($0, kernels: kernels).logarithmOfSum }
                #expect(abs(ours - exact) < 1e-5, "\(kernels.name), \(count)")
            }
        }
    }
}

private func logarithmOfSum(_ logits: [Float]) -> Double {
    let peak = Double(logits.max() ?? 0)
    return peak + log(logits.map { exp(Double($0) - peak) }.reduce(0, +))
}
