import Backends
import Configuration
import Foundation
import Planning

extension CrewAssembly {
    /// What time is worth in dollars can only be weighed against prices that are known.
    func checkValueOfTime() throws {
        guard plan.valueOfTime != nil else { return }
        let unpriced = try unpriced()
        guard unpriced.isEmpty else {
            throw Failure(
                .configuration,
                "time cannot be weighed against money: what \(unpriced.joined(separator: " and ")) charges is unknown; "
                    + "add its price under `models:` in the configuration, or give --lambda")
        }
    }

    /// That the price of a model which takes part, and is paid, is an old one; nil where all are of today.
    func priceNote() throws -> String? {
        let prices = surroundings.settings.catalogue.prices
        let now = UTCInstant(Date())
        let stale = try models().filter { $0.price != .free && prices.isStale($0.id, at: now) }
        let compared = stale.compactMap { prices.tariff(of: $0.id)?.row(at: now)?.fetched }.min()
        return compared.flatMap { PriceWords.age(of: $0, at: now) }
    }

    /// A strategy that goes by how sure the drafter is needs one that says so.
    func checkCapabilities() throws {
        guard plan.strategy == .cascade, let name = drafterName,
            let drafter = try models().first(where: { $0.id.description == name }),
            !drafter.capabilities.logprobs
        else { return }
        throw Failure(
            .configuration,
            "capability missing: the strategy cascade keeps a draft when its drafter is sure of it, and as far as is known "
                + "\(name) gives no log-probabilities; take a drafter that does, say `logprobs: true` of it under `models:` "
                + "in the configuration if it does, or take another strategy")
    }

    private func unpriced() throws -> [String] {
        let now = UTCInstant(Date())
        return try models().flatMap { $0.endpoints ?? [$0] }
            .filter { $0.tariff?.row(at: now) == nil && $0.hourlyRate == nil }.map(\.id.description)
    }

    /// A limit in dollars that the user set cannot be kept where a price is unknown.
    /// - Parameter isExplicit: whether the user set the limit; the built-in one is only a safeguard.
    func checkPrices(limit: Money?, isExplicit: Bool) throws {
        guard let limit, isExplicit else { return }
        let unpriced = try unpriced()
        guard unpriced.isEmpty else {
            throw Failure(
                .configuration,
                "the limit of \(limit) cannot be kept: what \(unpriced.joined(separator: " and ")) charges is unknown; "
                    + "add its price under `models:` in the configuration, or leave the limit out")
        }
    }
}
