/// Small files of prices.
enum PriceFixtures {
    /// In our own format: one price that is known already, one that changes, and one that is new.
    static let own = #"""
        {
          "format": "outrider-prices/1",
          "source": "https://prices.example/outrider.json",
          "prices": [
            {"model": "mistral/codestral-2508", "input": 0.3, "output": 0.9},
            {"model": "openai/gpt-4.1", "from": "2026-01-01", "input": 1.5, "cache_read": 0.5, "output": 8},
            {"model": "openai/gpt-next", "from": "2026-02-01", "input": 3, "output": 15,
             "when": [{"prompt_above": 200000, "input": 6, "output": 22.5}, {"service": "batch", "factor": 0.5}]}
          ]
        }
        """#

    /// In the format of LiteLLM, one entry of which cannot be used.
    static let litellm = #"""
        {
          "gpt-4.1": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06,
            "output_cost_per_token": 8e-06, "cache_read_input_token_cost": 5e-07},
          "gpt-bad": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": "much",
            "output_cost_per_token": 1e-06},
          "other": {"litellm_provider": "elsewhere", "mode": "chat", "input_cost_per_token": 1e-06,
            "output_cost_per_token": 1e-06}
        }
        """#

    /// In the format of models.dev.
    static let modelsDev = #"""
        {"openai": {"id": "openai", "models": {"gpt-4.1": {"cost": {"input": 1.25, "output": 8, "cache_read": 0.5}}}}}
        """#
}
