@testable import Backends
import Foundation
import Planning
import Testing

struct ServerValuesTests {
    @Test func waitsAfterCrashesDoubleUpToTheLongest() {
        let policy = RestartPolicy(
            firstDelay: .seconds(1), longestDelay: .seconds(5), maximumCrashes: 4)
        #expect((1...4).map { policy.delay(afterCrashes: $0) } == [1, 2, 4, 5].map { .seconds($0) })
        #expect(policy.delay(afterCrashes: 5) == nil)
        #expect(RestartPolicy(maximumCrashes: .max).delay(afterCrashes: .max) == .seconds(30), "no overflow")
    }

    @Test func aServerThatFitsIsAdmitted() {
        let running = [
            MemoryAdmission.Claim(name: "a", memory: ByteCount(3), users: 1),
            MemoryAdmission.Claim(name: "b", memory: ByteCount(2)),
        ]
        for limit in 0...8 as ClosedRange<Int64> {
            for wanted in 0...8 as ClosedRange<Int64> {
                let refusal = MemoryAdmission(limit: ByteCount(limit)).refusal(
                    of: .init(name: "new", memory: ByteCount(wanted)), beside: running)
                #expect((refusal == nil) == (5 + wanted <= limit))
            }
        }
        let claim = MemoryAdmission.Claim(name: "new", memory: ByteCount(.max))
        #expect(MemoryAdmission(limit: nil).refusal(of: claim, beside: running) == nil)
        let refusal = MemoryAdmission(limit: ByteCount(6)).refusal(of: claim, beside: running)
        #expect(refusal?.contains("outrider engines stop b") == true, "the one that nobody uses: \(refusal ?? "")")
        let unknown = MemoryAdmission(limit: ByteCount(4)).refusal(
            of: .init(name: "new", memory: .zero), beside: running)
        #expect(unknown?.contains("“new” needs an unknown amount of memory, and “a” has 3 B") == true)
        let alone = MemoryAdmission(limit: ByteCount(6)).refusal(of: claim, beside: [])
        #expect(alone?.contains("smaller model") == true)
    }

    @Test func aServerSeesWhatItNeedsAndNoKey() {
        let environment = [
            "PATH": "/bin", "HOME": "/h", "LC_ALL": "C", "CUDA_VISIBLE_DEVICES": "0", "HF_HOME": "/hf",
            "OMP_NUM_THREADS": "2",
            "OPENAI_API_KEY": "k", "HF_TOKEN": "t", "LLAMA_API_KEY": "k", "VLLM_api_key": "k", "OUTRIDER_HOME": "/o",
            "AWS_SECRET_ACCESS_KEY": "s", "SSH_AUTH_SOCK": "/s", "OLLAMA_PASSWORD": "p", "HF_AUTH": "a",
            "CUDA_PASS": "p",
            "HUGGINGFACE_HUB_PAT": "t", "CUDA_PATH": "/c",
        ]
        #expect(
            Set(ServerEnvironment.scrubbed(environment).keys)
                == ["PATH", "HOME", "LC_ALL", "CUDA_VISIBLE_DEVICES", "HF_HOME", "OMP_NUM_THREADS", "CUDA_PATH"])
    }

    @Test func theChosenPortIsPutWhereverTheCommandWantsIt() {
        let settings = LocalServerSettings(
            command: ["/opt/x/server", "--port", "{port}", "--address=127.0.0.1:{port}", "{\"a\": 1}"], folder: "/")
        #expect(settings.takesPort)
        #expect(settings.program == "server")
        #expect(
            settings.command(port: 81) == ["/opt/x/server", "--port", "81", "--address=127.0.0.1:81", "{\"a\": 1}"])
        #expect(!LocalServerSettings(command: ["ollama", "serve"], folder: "/").takesPort)
    }

    @Test(arguments: [
        (200, ServerHealth.ready), (204, .ready), (401, .ready), (503, .loading), (500, .loading), (404, .loading),
    ])
    func healthIsReadFromTheStatus(status: Int, health: ServerHealth) {
        #expect(ServerProbe.health(status: status) == health)
    }

    @Test func aFreePortIsNotTakenUntilSomebodyListens() throws {
        let port = try #require(LoopbackPort.free())
        #expect(!LoopbackPort.isTaken(port))
        #expect(LoopbackPort.free() != port)
    }

    @Test func secondsAreSharedOutAmongThoseWhoUseThem() {
        var use = SharedUse()
        let a = use.begin(at: .seconds(0))
        let b = use.begin(at: .seconds(2))
        #expect(use.used(since: a, at: .seconds(4)) == .seconds(3))
        let usedByB = use.used(since: b, at: .seconds(6))
        use.end(at: .seconds(6))
        let usedByA = use.used(since: a, at: .seconds(7))
        use.end(at: .seconds(7))
        #expect(usedByB == .seconds(2))
        #expect(usedByA == .seconds(5))
        #expect(usedByA + usedByB == .seconds(7), "as long as there was any use")
        let c = use.begin(at: .seconds(100))
        #expect(use.used(since: c, at: .seconds(101)) == .seconds(1), "a pause costs nothing")
    }
}
