import Foundation

/// What a model expects next: a number for each token, the larger the likelier. Points into the
/// workspace, and is good until the next pass.
struct Logits {
    private let values: UnsafeBufferPointer<Float>
    private let kernels: any KernelSet.Type

    init(_ values: UnsafeBufferPointer<Float>, kernels: any KernelSet.Type) {
        self.values = values
        self.kernels = kernels
    }

    /// The likeliest token, the first of equals; nil if the numbers are none.
    var best: Int? {
        var best = 0
        for index in values.indices where values[index] > values[best] { best = index }
        return values[best].isFinite ? best : nil
    }

    /// Natural logarithms of probabilities: what to subtract from a logit.
    var logarithmOfSum: Double {
        guard let base = values.baseAddress else { return 0 }
        let (peak, sum) = kernels.exponentialSum(base, count: values.count)
        return Double(peak) + log(Double(sum))
    }

    /// A token's logit.
    subscript(token: Int) -> Double { Double(values[token]) }

    /// The `count` likeliest tokens, the likeliest first.
    func top(_ count: Int) -> [Int] {
        guard count > 0 else { return [] }
        var top: [Int] = []
        for token in values.indices {
            if top.count == count, let last = top.last, values[token] <= values[last] { continue }
            let place = top.firstIndex { values[token] > values[$0] } ?? top.count
            if top.count == count { top.removeLast() }
            top.insert(token, at: place)
        }
        return top
    }

    /// How likely each token is at a temperature, by how likely the likeliest is.
    func weights(temperature: Double) -> [Double] {
        let peak = Double(values.max() ?? 0)
        return values.map { exp((Double($0) - peak) / temperature) }
    }
}
