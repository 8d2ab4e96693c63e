@testable import Planning
import Testing

struct CallAccountTests {
    @Test func aProvidersBooksSayWhatWasUsedAndChargedAndNothingElse() {
        let server = CallSettlement.Server(model: "near/big", endpoint: "https://near.example")
        let estimated = CallSettlement(
            outcome: .cancelled, usage: Usage(freshInput: 10, provenance: .estimated), cost: Money(nanodollars: 9),
            attempts: 2, error: "cut off",
            rawUsage: "{}", requestID: "r", response: "so", unaided: CallSettlement.Unaided.none, server: server)
        let account = CallAccount(usage: Usage(freshInput: 7, provenance: .reported), charged: Money(nanodollars: 5))
        #expect(
            estimated.corrected(by: account)
                == CallSettlement(
                    outcome: .cancelled, usage: Usage(freshInput: 7, provenance: .reported),
                    cost: Money(nanodollars: 5), attempts: 2,
                    error: "cut off", rawUsage: "{}", requestID: "r", response: "so",
                    unaided: CallSettlement.Unaided.none, server: server))
    }
}
