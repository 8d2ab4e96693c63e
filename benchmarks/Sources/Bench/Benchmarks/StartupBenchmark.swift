import Foundation
import Planning

/// How long the program takes to say anything at all.
struct StartupBenchmark: Benchmark {
    let name = "startup"
    let summary = "`outrider --version`, from start to end"

    func figures(seed: UInt64) async throws -> [Figure] {
        let path = ProcessInfo.processInfo.environment["OUTRIDER"] ?? ".build/release/outrider"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw BenchmarkError("there is no \(path); build it with `make build`, or name it in OUTRIDER")
        }
        let values = try await repeated(30) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = ["--version"]
            process.standardOutput = FileHandle.nullDevice
            let start = ContinuousClock.now
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw BenchmarkError("\(path) --version ended with status \(process.terminationStatus)")
            }
            return (ContinuousClock.now - start).seconds * 1e3
        }
        return [.init(name: "outrider --version", unit: "ms", target: .median(atMost: 50), values: values)]
    }
}
