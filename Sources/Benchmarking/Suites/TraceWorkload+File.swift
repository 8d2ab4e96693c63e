public import Foundation
public import Planning
public import Simulation

extension TraceWorkload {
    /// The largest trace file that is read, in bytes.
    public static let sizeLimit = 1 << 28

    /// Reads a trace file.
    /// - Parameter name: the file's name in errors; by default its path.
    public init(contentsOf url: URL, name: String? = nil) throws(DataFileError) {
        let file = name ?? url.path
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: url)
            defer { try? handle.close() }
            data = try handle.read(upToCount: Self.sizeLimit + 1) ?? Data()
        } catch {
            throw DataFileError(file: file, line: nil, "the file cannot be read; expected a trace file (JSON lines)")
        }
        guard data.count <= Self.sizeLimit else {
            throw DataFileError(file: file, line: nil, "the file has more than \(Self.sizeLimit) bytes")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw DataFileError(file: file, line: nil, "the file is not UTF-8")
        }
        try self.init(parsing: text, file: file)
    }
}
