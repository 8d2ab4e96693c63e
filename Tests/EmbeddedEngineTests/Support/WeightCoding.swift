import Foundation

@testable import EmbeddedEngine

/// Stores weights as GGUF does, written without a thought of speed and without the engine's own code.
enum WeightCoding {
    /// A row's bytes, and the numbers that they stand for.
    static func encode(_ row: [Float], as encoding: GGUFTensor.Encoding) -> (bytes: [UInt8], values: [Float]) {
        var bytes: [UInt8] = []
        switch encoding {
        case .single:
            for number in row { bytes.put(number.bitPattern) }
            return (bytes, row)
        case .half:
            for number in row { bytes.put(half(number)) }
            return (bytes, row.map { Float(rounded($0)) })
        case .bytes:
            var values: [Float] = []
            for start in stride(from: 0, to: row.count, by: 32) {
                let block = row[start..<start + 32]
                let scale = (block.map(abs).max() ?? 0) / 127
                bytes.put(half(scale))
                for number in block {
                    let code = Int8(scale == 0 ? 0 : (number / scale).rounded())
                    bytes.put(code)
                    values.append(Float(rounded(scale)) * Float(code))
                }
            }
            return (bytes, values)
        }
    }

    /// The nearest number of half precision.
    static func rounded(_ number: Float) -> Double {
        guard number != 0 else { return 0 }
        let exponent = max(number.exponent, -14)
        let step = scalbn(1.0, Int(exponent) - 10)
        return (Double(number) / step).rounded(.toNearestOrEven) * step
    }

    /// The bits of the nearest number of half precision.
    static func half(_ number: Float) -> UInt16 {
        let value = rounded(number)
        let sign: UInt16 = value.sign == .minus ? 0x8000 : 0
        guard value != 0 else { return sign }
        guard abs(value) >= 0x1p-14 else { return sign | UInt16(abs(value) * 0x1p24) }
        let exponent = Int(value.exponent)
        let fraction = UInt16((abs(value) / scalbn(1.0, exponent) - 1) * 1024)
        return sign | UInt16(exponent + 15) << 10 | fraction
    }
}
