/// Which variables a local server gets to see: what programs need to run, and what the usual servers
/// and their libraries are set up with. Never a key.
enum ServerEnvironment {
    private static let names: Set<String> = [
        "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "VIRTUAL_ENV",
        "LD_LIBRARY_PATH",
    ]

    private static let beginnings = [
        "LC_", "DYLD_", "XDG_", "CUDA_", "NVIDIA_", "NCCL_", "HIP_", "HSA_", "ROCR_", "ROCM_", "GGML_", "LLAMA_",
        "VLLM_",
        "SGLANG_", "OLLAMA_", "MLX_", "HF_", "HUGGINGFACE_", "TRANSFORMERS_", "TORCH", "PYTORCH_", "TRITON_", "OMP_",
        "MKL_", "OPENBLAS_", "PYTHON", "CONDA_",
    ]

    private static let secrets = ["KEY", "TOKEN", "SECRET", "PASS", "CREDENTIAL", "AUTH"]

    /// What is left of `environment`.
    static func scrubbed(_ environment: [String: String]) -> [String: String] {
        environment.filter { name, _ in
            (names.contains(name) || beginnings.contains(where: name.hasPrefix))
                && !secrets.contains(where: name.uppercased().contains) && !name.uppercased().hasSuffix("_PAT")
        }
    }
}
