import Foundation

/// The fuzzer's own main loop: feeds `test` until its time is up or something crashes.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ test: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// `Fuzz TARGET [libFuzzer's arguments]`; `scripts/fuzz` runs it for every target.
@main
enum Fuzz {
    nonisolated(unsafe) private static var target = FuzzTarget.json

    static func main() {
        guard let target = CommandLine.arguments.dropFirst().first.flatMap(FuzzTarget.init) else {
            let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
            FileHandle.standardError.write(Data("usage: Fuzz TARGET, which is one of \(names)\n".utf8))
            exit(64)
        }
        Self.target = target
        var count = CommandLine.argc - 1
        var arguments = CommandLine.unsafeArgv
        for place in 1..<Int(count) { arguments[place] = arguments[place + 1] }
        arguments[Int(count)] = nil
        exit(
            runFuzzer(&count, &arguments) { bytes, count in
                Fuzz.target.feed(UnsafeBufferPointer(start: bytes, count: count))
                return 0
            })
    }
}
