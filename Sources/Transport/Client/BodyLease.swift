/// The right to read one body. When nobody holds it any more, the exchange is over.
final class BodyLease: Sendable {
    let exchange: Exchange

    init(_ exchange: Exchange) {
        self.exchange = exchange
    }

    deinit {
        exchange.abandon()
    }
}
