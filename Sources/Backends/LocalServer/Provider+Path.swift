import Foundation

extension Provider {
    /// The path of the base address, such as `/v1`.
    var apiPath: String {
        var path = URLComponents(string: baseURL)?.path ?? ""
        while path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// Where it lists its models.
    var modelsPath: String { apiPath + (api == .ollama ? "/api/tags" : "/models") }
}
