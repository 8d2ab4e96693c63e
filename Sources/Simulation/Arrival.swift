import Speculation

// This type and the ones in `WorkInFlight` and `OpenPosition` stand outside of `Simulator`: nested in
// a generic type they would be generic themselves, and every access to a collection of them would
// first look up its type.

/// When a piece of work ends. At equal times, what was started first comes first.
struct Arrival: Comparable {
    let time: Double
    let ticket: SpeculationMachine.Ticket

    static func < (left: Arrival, right: Arrival) -> Bool {
        (left.time, left.ticket.number) < (right.time, right.ticket.number)
    }
}
