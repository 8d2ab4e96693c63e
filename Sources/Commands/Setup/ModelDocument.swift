import Planning

/// A model as JSON, with its newest price. What is unknown is left out.
struct ModelDocument: Encodable {
    let id: ModelID
    let price: Price?
    let hourlyRate: Money?
    let capabilities: Capabilities

    init(_ model: Model) {
        id = model.id
        price = model.price
        hourlyRate = model.hourlyRate
        capabilities = model.capabilities
    }
}
