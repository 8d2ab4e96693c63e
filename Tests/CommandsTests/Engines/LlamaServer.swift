import Backends
import Foundation
import HTTPTypes
import Planning
import TemporaryFolders
import Transport

/// The servers of llama-cpp-python with models of this repository, in a folder of their own.
struct LlamaServer {
    /// Python with `llama-cpp-python[server]`, as `make test-engines` names it.
    private static let python = ProcessInfo.processInfo.environment["OUTRIDER_TEST_LLAMA"]

    static var isInstalled: Bool { python != nil }

    /// The tower a, b, c is wanted and all three stand on the table, as the models of this repository read it.
    static let prompt = "|abc:|a|b|c="
    /// What can be done then: a block is taken from the table. The second is the one that helps.
    static let legal = ["a<-", "b<-", "c<-"]

    let servers: LocalServers
    let backends: ProviderBackends
    private let folder: TemporaryFolder
    private let catalogue: Catalogue

    /// What is done to the models first.
    enum Damage {
        case none
        /// They never end an answer of their own accord.
        case endless
        /// Half of their file is missing.
        case cut
    }

    init(_ damage: Damage = .none) throws {
        folder = try TemporaryFolder()
        // What is sent is what the model reads: no template of a chat stands around it.
        let template = #"{"chat_template": "{% for message in messages %}{{ message['content'] }}{% endfor %}","#
        try Data((template + #" "bos_token": "<|bos|>", "eos_token": "<|eos|>"}"#).utf8)
            .write(to: folder.url.appending(path: "chat.json"))
        var catalogue = Catalogue()
        for name in ["blocksworld-drafter", "blocksworld-verifier", "blocksworld-reward"] {
            var model = try Self.file(of: name)
            switch damage {
            case .none: break
            case .endless: try Self.makeEndless(&model)
            case .cut: model = model.prefix(model.count / 2)
            }
            try model.write(to: folder.url.appending(path: "\(name).gguf"))
            let command = [
                Self.python ?? "python3", "-m", "llama_cpp.server", "--model", "\(name).gguf", "--host", "127.0.0.1",
                "--port", "{port}", "--n_ctx", "2048", "--n_threads", "1", "--logits_all", "true",
                "--chat_format", "hf-tokenizer-config", "--hf_tokenizer_config_path", "chat.json",
            ]
            catalogue.add(
                Provider(
                    name: name, baseURL: "http://127.0.0.1/v1", key: .none, timeouts: .local, defaultPrice: .free,
                    server: LocalServerSettings(command: command, folder: folder.path, slots: 1)))
            catalogue.add(
                Model(id: ModelID(provider: name, name: name), capabilities: Capabilities(tools: false, logprobs: true))
            )
        }
        self.catalogue = catalogue
        let environment = ProcessInfo.processInfo.environment
        servers = LocalServers(
            folder: folder.url.appending(path: "engines").path, executable: OutriderProcess.Started.executable.path,
            environment: environment)
        backends = ProviderBackends(
            catalogue: catalogue, client: HTTPClient(),
            keys: KeyResolver(environment: [:], store: KeyStore(folder: folder.path)), now: { Date() }, seed: 1,
            servers: servers)
    }

    func model(_ name: String) throws -> Model { try catalogue.model(named: "\(name)/\(name)") }

    /// What its server reads.
    func file(_ name: String) -> URL { folder.url.appending(path: "\(name).gguf") }

    func log(_ name: String) -> [String] { servers.log(of: name).tail(10_000) }

    /// What the server itself counts where it does not stream.
    func usage(of request: ModelRequest) async throws -> (prompt: Int64?, output: Int64?) {
        let port = servers.status(of: request.model.id.provider)?.port ?? 0
        let text = request.messages[0].text
        let body: JSONValue = [
            "messages": [["role": "user", "content": .string(text)]], "temperature": 0,
            "max_tokens": .integer(Int64(request.maxOutput)),
        ]
        var head = HTTPRequest(
            method: .post, scheme: "http", authority: "127.0.0.1:\(port)", path: "/v1/chat/completions")
        head.headerFields[.contentType] = "application/json"
        let reply = try await HTTPClient().send(head, body: body.canonicalBytes, options: .init(maximumBytes: 1 << 20))
        let bytes = try await reply.body.collect(limit: 1 << 20)
        let usage = try JSONValue(parsing: String(decoding: bytes, as: UTF8.self))["usage"]
        return (usage?["prompt_tokens"]?.integer, usage?["completion_tokens"]?.integer)
    }

    /// Sees to it that nothing of the test goes on.
    func end() async {
        servers.leave()
        for name in servers.names { _ = try? await servers.stop(name) }
    }

    private static func file(of name: String) throws -> Data {
        let models =
            ProcessInfo.processInfo.environment["OUTRIDER_TEST_MODELS"].map { URL(filePath: $0) }
            ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../models")
        let file = models.appending(path: "\(name)/\(name).gguf").standardizedFileURL
        guard let data = FileManager.default.contents(atPath: file.path) else { throw MissingModel(path: file.path) }
        return data
    }

    /// Takes another token for the one that ends an answer: one that the model never writes.
    private static func makeEndless(_ model: inout Data) throws {
        let key = Data("tokenizer.ggml.eos_token_id".utf8)
        guard let place = model.range(of: key)?.upperBound else { throw CocoaError(.fileReadCorruptFile) }
        // Behind the key stand the type, four bytes, and the number, as many.
        model.replaceSubrange(place + 4..<place + 8, with: [0, 1, 0, 0])
    }
}

/// A model that is not in the repository.
struct MissingModel: Error, CustomStringConvertible {
    let path: String

    var description: String { "the model \(path) is missing; `make models` trains it" }
}
