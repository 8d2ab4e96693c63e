public import Planning

/// The providers and models that a run can choose from. Models that are not listed can be used as
/// well, as long as their provider is known; what they charge is then unknown, or what the provider
/// charges for everything.
public struct Catalogue: Sendable, Hashable {
    /// The providers by name.
    public private(set) var providers: [String: Provider]
    /// What the listed models charge.
    public private(set) var prices: PriceTable
    private var listed: [ModelID: Model]
    /// The models that are served in several places.
    public private(set) var routes: [ModelID: ModelRoute] = [:]

    /// The first part of the names of models that come with the program and run in this process. No
    /// provider has to be asked for them, and without a price of their own they cost nothing.
    public static let inProcess = "embedded"

    /// A catalogue with the providers and prices given, and no listed models yet.
    public init(providers: [Provider] = [], prices: PriceTable = PriceTable()) {
        self.providers = Dictionary(providers.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
        self.prices = prices
        listed = [:]
    }

    /// What is known without any configuration.
    public static let builtIn: Catalogue = {
        var catalogue = Catalogue(providers: Provider.builtIn, prices: .shipped)
        for (row, capabilities) in ShippedModels.rows {
            catalogue.listed[row.model] = Model(id: row.model, capabilities: capabilities)
        }
        return catalogue
    }()

    /// Adds a provider, in place of an earlier one of that name.
    public mutating func add(_ provider: Provider) {
        providers[provider.name] = provider
    }

    /// Lists a model, in place of an earlier one of that name. A price it brings stands above the
    /// shipped one; one it does not bring stays what it is.
    public mutating func add(_ model: Model) {
        listed[model.id] = model
        if let tariff = model.tariff { prices.set(tariff, for: model.id) }
    }

    /// Takes over prices that the user has accepted. They stand above the shipped ones, and below those that were added
    /// with a model.
    public mutating func accept(_ rows: [PriceRow]) {
        prices.accept(rows)
    }

    /// Says that a model is served in several places.
    public mutating func add(_ route: ModelRoute, for model: ModelID) {
        routes[model] = route
    }

    /// Where a model is served, if in several places.
    public func route(of model: ModelID) -> ModelRoute? { routes[model] }

    /// A model as it is at one endpoint, with its price there.
    public func endpoint(_ id: ModelID) -> Model { priced(known(id)) }

    /// The listed models, sorted by name, with their prices.
    public var models: [Model] {
        listed.values.map(routed).sorted { $0.id.description < $1.id.description }
    }

    /// The provider of that name.
    /// - Throws: ``CatalogueError``, which names the nearest one.
    public func provider(named name: String) throws(CatalogueError) -> Provider {
        if let provider = providers[name] { return provider }
        throw CatalogueError(
            .unknownProvider, "there is no provider “\(name)”",
            nearest: Spelling.nearest(to: name, among: providers.keys), known: providers.keys.sorted())
    }

    /// The model of that full name, listed or not.
    /// - Throws: ``CatalogueError`` if the name has no provider in front, or one that nobody knows.
    public func model(named name: String) throws(CatalogueError) -> Model {
        guard let id = ModelID(name) else {
            let known = listed.keys.map(\.description)
            let nearest =
                known.filter { $0.hasSuffix("/\(name)") }.min() ?? Spelling.nearest(to: name, among: known)
            throw CatalogueError(
                .malformedName, "“\(name)” is no model's full name, which is provider/model", nearest: nearest,
                known: [])
        }
        if id.provider != Self.inProcess { _ = try provider(named: id.provider) }
        return routed(known(id))
    }

    /// What is known of a model before its price: what is listed, or else what models of its provider have in common.
    private func known(_ id: ModelID) -> Model {
        listed[id] ?? Model(id: id, capabilities: providers[id.provider]?.capabilities ?? Capabilities())
    }

    /// The listed model whose name is nearest to `id`: what was probably meant when the provider
    /// does not know `id`.
    public func suggestion(for id: ModelID) -> ModelID? {
        let others = listed.keys.filter { $0.provider == id.provider && $0 != id }
        let name = Spelling.nearest(to: id.name, among: others.map(\.name))
        return name.map { ModelID(provider: id.provider, name: $0) }
    }

    /// A model as it is asked. One with several endpoints may cost what the dearest of them charges, and nobody knows
    /// what it costs as soon as that is unknown of one. Its own price is the usual one: what depends on the call is
    /// in those of its endpoints.
    private func routed(_ model: Model) -> Model {
        guard let route = routes[model.id] else { return priced(model) }
        var model = model
        let endpoints = route.endpoints.map(endpoint)
        model.endpoints = endpoints
        model.hourlyRate = endpoints.compactMap(\.hourlyRate).max()
        let prices = endpoints.map { $0.price ?? ($0.hourlyRate == nil ? nil : .free) }
        model.price = prices.reduce(Price?.some(.free)) { dearest, price in
            dearest.flatMap { dearest in price.map(dearest.dearer) }
        }
        return model
    }

    private func priced(_ model: Model) -> Model {
        var model = model
        model.tariff = model.tariff ?? prices.tariff(of: model.id)
        // An hourly rate is a price: what a provider charges for everything is not added to it.
        if model.tariff == nil, model.hourlyRate == nil {
            let isFree = model.id.provider == Self.inProcess
            model.price = isFree ? .free : providers[model.id.provider]?.defaultPrice
        }
        return model
    }
}
