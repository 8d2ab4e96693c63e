import Foundation

/// Where figures were measured: without it they mean nothing.
struct Surroundings: Codable {
    let processor: String
    let cores: Int
    let system: String
    let compiler: String
    /// How many processes wanted to run, on average over the last minute: above `cores`, elapsed
    /// times say little.
    let load: Double

    /// This machine.
    static func here() -> Surroundings {
        Surroundings(
            processor: processorName, cores: ProcessInfo.processInfo.activeProcessorCount,
            system: ProcessInfo.processInfo.operatingSystemVersionString,
            compiler: firstLine(of: "swift", ["--version"]) ?? "unknown", load: loadAverage)
    }

    private static var loadAverage: Double {
        var average = 0.0
        return getloadavg(&average, 1) == 1 ? average : 0
    }

    private static var processorName: String {
        #if os(Linux)
            let facts = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
            let line = facts.split(separator: "\n").first { $0.hasPrefix("model name") }
            return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
        #else
            return firstLine(of: "sysctl", ["-n", "machdep.cpu.brand_string"]) ?? "unknown"
        #endif
    }

    private static func firstLine(of program: String, _ arguments: [String]) -> String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").first.map(String.init)
    }
}
