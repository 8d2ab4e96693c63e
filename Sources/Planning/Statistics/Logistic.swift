import Foundation

/// The logistic function and its inverse: between a chance and the logarithm of its odds.
public enum Logistic {
    /// The chance whose odds have the logarithm `logit`: 1 / (1 + e^−logit).
    public static func chance(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }

    /// The logarithm of the odds of `chance`; infinite at 0 and 1.
    public static func logit(_ chance: Double) -> Double { log(chance / (1 - chance)) }
}
