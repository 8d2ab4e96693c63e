import Planning

extension Provider {
    /// The providers that need no configuration beyond a key, and the usual local servers, which
    /// need none at all and cost nothing.
    public static let builtIn: [Provider] = [
        hosted(
            "openai", "https://api.openai.com/v1", "OPENAI_API_KEY", usualCapabilities: Capabilities(caching: .key)),
        hosted("anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY", api: .anthropic),
        hosted("gemini", "https://generativelanguage.googleapis.com/v1beta", "GEMINI_API_KEY", api: .gemini),
        hosted("deepseek", "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
        hosted("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY", keepsAccounts: true),
        hosted("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
        hosted("together", "https://api.together.xyz/v1", "TOGETHER_API_KEY"),
        hosted(
            "mistral", "https://api.mistral.ai/v1", "MISTRAL_API_KEY", usageReporting: .unasked,
            usualCapabilities: Capabilities(seed: false)),
        Provider(
            name: "ollama", api: .ollama, baseURL: "http://127.0.0.1:11434", key: .none, timeouts: .local,
            defaultPrice: .free),
        local("llamacpp", port: 8080),
        local("vllm", port: 8000, usageReporting: .continuous),
        local("lmstudio", port: 1234),
    ]

    private static func hosted(
        _ name: String, _ baseURL: String, _ variable: String, api: API = .openai,
        usageReporting: UsageReporting = .onRequest, keepsAccounts: Bool = false,
        usualCapabilities: Capabilities? = nil
    ) -> Provider {
        Provider(
            name: name, api: api, baseURL: baseURL, key: .environment(variable), usageReporting: usageReporting,
            keepsAccounts: keepsAccounts, usualCapabilities: usualCapabilities)
    }

    private static func local(
        _ name: String, port: Int, usageReporting: UsageReporting = .onRequest
    ) -> Provider {
        Provider(
            name: name, baseURL: "http://127.0.0.1:\(port)/v1", key: .none, usageReporting: usageReporting,
            timeouts: .local, defaultPrice: .free)
    }
}
