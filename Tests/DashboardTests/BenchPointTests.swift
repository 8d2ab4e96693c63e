@testable import Dashboard
import Foundation
import Planning
import TemporaryFolders
import Testing

struct BenchPointTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func points(_ text: String) throws -> [BenchPoint] {
        try Data(text.utf8).write(to: URL(filePath: folder.file("rows.jsonl")))
        return try BenchPoint.read(folder.file("rows.jsonl"))
    }

    @Test func rowsOfASuiteAreMeansOverTheSeeds() throws {
        let points = try points(
            """
            {"workload":"w","controller":"dsp","lambda":0.5,"seed":1,"relative_latency":0.6,"relative_cost":1.2}
            {"workload":"w","controller":"dsp","lambda":0.5,"seed":2,"relative_latency":0.8,"relative_cost":1.4}
            {"workload":"w","controller":"off","lambda":0.5,"seed":1,"relative_latency":1,"relative_cost":1}
            """)
        #expect(points.map(\.contestant) == ["dsp", "off"])
        #expect(points.map(\.rows) == [2, 1])
        #expect(abs(points[0].relativeLatency - 0.7) < 1e-12)
        #expect(abs(points[0].relativeCost - 1.3) < 1e-12)
    }

    @Test func rowsOfTasksAreComparedWithTheVerifierAloneOnTheSameTask() throws {
        let points = try points(
            """
            {"contestant":"sequential","task":"a","seed":1,"latency_s":10,"cost_usd":0.2}
            {"contestant":"dsp","task":"a","seed":1,"latency_s":6,"cost_usd":0.3}
            {"contestant":"dsp","task":"b","seed":1,"latency_s":1,"cost_usd":9}
            """)
        #expect(points.map(\.contestant) == ["sequential", "dsp"])
        #expect(points.map(\.relativeLatency) == [1, 0.6])
        #expect(abs(points[1].relativeCost - 1.5) < 1e-12)
    }

    @Test(arguments: ["", "not json", "[]", "{}", #"{"contestant":"dsp","task":"a","latency_s":1,"cost_usd":1}"#])
    func aFileWithoutRowsIsRefused(_ text: String) {
        #expect(throws: DataFileError.self) { try points(text) }
    }

    @Test func aFileThatIsNotThereIsRefused() {
        #expect(throws: DataFileError.self) { try BenchPoint.read(folder.file("nothing")) }
    }
}
