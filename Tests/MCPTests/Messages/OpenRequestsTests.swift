import Testing

@testable import MCP

struct OpenRequestsTests {
    private func name(_ match: OpenRequests<String>.Match) -> String {
        switch match {
        case .awaited(let waiter): waiter
        case .late: "late"
        case .unasked: "unasked"
        }
    }

    @Test func answersInAnyOrderFindTheirRequests() {
        for order in [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]] as [[Int64]] {
            var requests = OpenRequests<String>()
            for waiter in ["a", "b", "c"] { requests.open(requests.number(), waiter) }
            #expect(order.map { name(requests.answered(.number($0))) } == order.map { ["a", "b", "c"][Int($0) - 1] })
            #expect(requests.count == 0)
        }
    }

    @Test func aSecondAnswerAndOneThatNobodyWaitsForAreLate() {
        var requests = OpenRequests<String>()
        for waiter in ["a", "b"] { requests.open(requests.number(), waiter) }
        #expect(name(requests.answered(.number(1))) == "a")
        #expect(name(requests.answered(.number(1))) == "late")
        #expect(requests.abandon(2) == "b")
        #expect(requests.abandon(2) == nil)
        #expect(name(requests.answered(.number(2))) == "late")
    }

    @Test(arguments: [nil, .text("1"), .number(0), .number(-1), .number(2), .number(.max)] as [RPCID?])
    func anAnswerToWhatWasNeverAskedIsToldApart(id: RPCID?) {
        var requests = OpenRequests<String>()
        requests.open(requests.number(), "a")
        #expect(name(requests.answered(id)) == "unasked")
        #expect(requests.count == 1)
    }

    @Test func allThatIsOpenIsGivenUpInItsOrder() {
        var requests = OpenRequests<String>()
        for waiter in ["a", "b", "c"] { requests.open(requests.number(), waiter) }
        _ = requests.answered(.number(2))
        #expect(requests.abandonAll() == ["a", "c"])
        #expect(requests.abandonAll() == [])
        #expect(requests.number() == 4)
    }
}
