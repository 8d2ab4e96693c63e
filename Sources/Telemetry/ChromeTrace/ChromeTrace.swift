public import Planning

/// A run in the trace format that Chrome wrote first and that Perfetto (ui.perfetto.dev) opens: lanes for
/// the steps, the drafter, the verifier, the scorer and the tools, arrows from each draft to its verdict,
/// and counters of the dollars spent.
///
/// Times are microseconds since the run began; waiting between an interruption and `resume` is left out.
public enum ChromeTrace {
    /// The trace of a run.
    public static func document(of timeline: RunTimeline) -> JSONValue {
        var writing = ChromeTraceWriting()
        writing.write(timeline)
        var about: [String: JSONValue] = ["format": "outrider.chrome-trace/1"]
        if let header = timeline.summary.header {
            about["run"] = .string(header.run.description)
            about["agent"] = .string(header.agent)
            about["strategy"] = .string(header.strategy)
            about["lambda"] = JSONValue(header.lambda)
            about["task"] = .string(header.task)
        }
        return [
            "displayTimeUnit": "ms", "otherData": .object(about), "traceEvents": .array(writing.events),
        ]
    }
}
