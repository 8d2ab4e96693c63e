import Foundation
public import Planning

/// What a scripted model is like: how often it is right, how long a call takes, and what it costs. It is written
/// `scripted/QUALITY:TIME:DOLLARS`, such as `scripted/0.8:1.5s:0.002`; time and dollars may be left out.
public struct ModelScript: Sendable, Hashable {
    /// The chance of being right, from 0 to 1.
    public let quality: Double
    /// How long a call takes.
    public let latency: Duration
    /// What a call costs; also one that is cancelled.
    public let cost: Money
    /// The name that says all this.
    public let name: String

    /// What the names of scripted models begin with.
    public static let prefix = RewardChoice.scriptedPrefix
    /// How such a name is written, for messages.
    public static let form = "scripted/QUALITY:SECONDS:DOLLARS, such as scripted/0.8:1.5s:0.002"

    /// Reads a name; nil where it is none.
    public init?(_ name: String) {
        guard name.hasPrefix(Self.prefix) else { return nil }
        let parts = name.dropFirst(Self.prefix.count).split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), let quality = Double(parts[0]), (0...1).contains(quality) else {
            return nil
        }
        var latency = Duration.zero
        var cost = Money.zero
        if parts.count > 1 {
            guard let seconds = Double(parts[1].hasSuffix("s") ? parts[1].dropLast() : parts[1]),
                (0...Self.longest).contains(seconds)
            else { return nil }
            latency = .seconds(seconds)
        }
        if parts.count > 2 {
            guard let dollars = Double(parts[2]), dollars >= 0, let money = Money(dollars: dollars) else { return nil }
            cost = money
        }
        self.quality = quality
        self.latency = latency
        self.cost = cost
        self.name = name
    }

    private static let longest = 86_400.0
}

extension ModelScript {
    /// Makes a metered call: waits as long as it takes on `clock`, then answers.
    /// - Parameter part: takes and costs only one of so many parts of what is said.
    func call<Answer>(
        on clock: any Clock<Duration>, purpose: String, part: Int = 1, meter: any CallMeter,
        _ answer: () throws -> (Answer, String)
    ) async throws -> Answer {
        let latency = latency / part
        let cost = Money(nanodollars: cost.nanodollars / Int64(part))
        let call = try meter.start(CallAnnouncement(model: name, purpose: purpose, reservation: cost))
        do {
            if latency > .zero { try await clock.sleep(for: latency) }
            try Task.checkCancellation()
            let (answer, record) = try answer()
            meter.firstToken(of: call)
            meter.settle(call, CallSettlement(outcome: .finished, usage: .zero, cost: cost, response: record))
            return answer
        } catch is CancellationError {
            meter.settle(
                call, CallSettlement(outcome: .cancelled, usage: Usage(provenance: .estimated), cost: cost))
            throw CancellationError()
        } catch {
            meter.settle(call, CallSettlement(outcome: .failed, usage: .zero, cost: cost, error: "\(error)"))
            throw error
        }
    }
}

extension SeededGenerator {
    /// Chance that depends on nothing but what is asked: the same question meets the same luck in every process.
    /// - Parameters:
    ///   - subject: who is asked, and for what.
    ///   - trajectory: the steps so far.
    init(seed: UInt64, _ subject: String, task: String, after trajectory: Trajectory) {
        var hash = StableHash(subject.utf8)
        hash.combine(0xff)
        hash.combine(task.utf8)
        var mixed = SeededGenerator(seed: seed ^ hash.value ^ (trajectory.fingerprint &* 0x9e37_79b9_7f4a_7c15))
        self.init(seed: mixed.next())
    }
}
