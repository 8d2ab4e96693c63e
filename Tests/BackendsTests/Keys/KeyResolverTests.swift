import Backends
import Planning
import TemporaryFolders
import Testing

struct KeyResolverTests {
    private let folder: TemporaryFolder
    private let store: KeyStore

    init() throws {
        folder = try TemporaryFolder()
        store = KeyStore(folder: folder.path + "/keys")
    }

    private func provider(_ key: KeySource) -> Provider {
        Provider(name: "openai", baseURL: "https://api.openai.com/v1", key: key)
    }

    private func resolve(_ key: KeySource, environment: [String: String] = [:]) async throws -> ResolvedKey? {
        try await KeyResolver(environment: environment, store: store).key(for: provider(key))
    }

    private func failure(_ key: KeySource, environment: [String: String] = [:]) async -> BackendError? {
        await #expect(throws: BackendError.self) { try await resolve(key, environment: environment) }
    }

    @Test func aProviderWithoutKeyGetsNone() async throws {
        #expect(try await resolve(.none, environment: ["OPENAI_API_KEY": "sk-x"]) == nil)
    }

    @Test func theEnvironmentIsReadByName() async throws {
        let key = try await resolve(.environment("OPENAI_API_KEY"), environment: ["OPENAI_API_KEY": "sk-env\n"])
        #expect(key?.secret.exposed == "sk-env")
        #expect(key?.origin == "the environment variable OPENAI_API_KEY")
    }

    @Test func aStoredKeyStandsAboveTheEnvironment() async throws {
        try store.set(Secret("sk-stored"), for: "openai")
        let key = try await resolve(.environment("OPENAI_API_KEY"), environment: ["OPENAI_API_KEY": "sk-env"])
        #expect(key?.secret.exposed == "sk-stored")
        #expect(key?.origin.contains(store.path(for: "openai")) == true)
    }

    @Test func aCommandStandsAboveAStoredKey() async throws {
        try store.set(Secret("sk-stored"), for: "openai")
        let key = try await resolve(.command("printf 'sk-%s\\n' command"))
        #expect(key?.secret.exposed == "sk-command")
    }

    @Test func aMissingKeySaysWhereItWasLookedFor() async {
        for environment in [[:], ["OPENAI_API_KEY": ""], ["OPENAI_API_KEY": "  "]] {
            let error = await failure(.environment("OPENAI_API_KEY"), environment: environment)
            #expect(error?.code == .missingKey)
            #expect(error?.message.contains(store.path(for: "openai")) == true)
            #expect(error?.message.contains("OPENAI_API_KEY") == true)
            #expect(error?.suggestion?.contains("outrider keys set openai") == true)
        }
    }

    @Test func aFileIsReadWhereItIsSaidToBe() async throws {
        let path = try folder.write("sk-file\n", to: "mykey", mode: 0o600)
        #expect(try await resolve(.file(path))?.secret.exposed == "sk-file")
        let missing = await failure(.file(folder.path + "/nothing"))
        #expect(missing?.code == .missingKey)
        #expect(missing?.message.contains("nothing") == true)
    }

    @Test func aFileThatOthersMayReadIsRefused() async throws {
        let path = try folder.write("sk-open-0123", to: "mykey", mode: 0o640)
        let error = await failure(.file(path))
        #expect(error?.code == .missingKey)
        #expect(error?.message.contains("chmod 600") == true)
        #expect(error?.message.contains("sk-open") == false)
    }

    @Test(arguments: [
        "exit 3", "printf sk-leaked; exit 1", "true", "echo two; echo sk-lines", "no-such-command-at-all",
    ])
    func aCommandThatGivesNoKeyIsAnErrorWithoutItsOutput(command: String) async {
        let error = await failure(.command(command))
        #expect(error?.code == .missingKey)
        let said = "\(error?.description ?? "")".replacing(command, with: "")
        #expect(!said.contains("sk-"))
    }

    @Test func aCommandThatNeverStopsPrintingIsStopped() async {
        #expect(await failure(.command("yes"))?.code == .missingKey)
    }

    @Test func aKeyThatCouldSmuggleAHeaderIsRefused() async {
        let error = await failure(.environment("K"), environment: ["K": "sk-a\r\nX-Evil: 1"])
        #expect(error?.code == .missingKey)
        #expect(error?.description.contains("Evil") == false)
    }
}
