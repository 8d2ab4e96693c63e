/// A model's full name, taken apart as the conventions have it: `openai/gpt-4.1` is the model `gpt-4.1` of
/// the provider `openai`.
struct NamedModel {
    let provider: String
    let model: String

    /// The providers whose well-known value is not the name they have here.
    private static let wellKnown = [
        "azure": "azure.ai.openai", "bedrock": "aws.bedrock", "gemini": "gcp.gemini", "google": "gcp.gen_ai",
        "vertex": "gcp.vertex_ai", "mistral": "mistral_ai", "moonshot": "moonshot_ai", "xai": "x_ai",
        "watsonx": "ibm.watsonx.ai",
    ]

    init(_ name: String) {
        guard let slash = name.firstIndex(of: "/") else {
            provider = "outrider"
            model = name
            return
        }
        let prefix = String(name[..<slash])
        provider = Self.wellKnown[prefix] ?? prefix
        model = String(name[name.index(after: slash)...])
    }
}
