import GRDB
import Planning

extension EventWriting {
    func insert(_ committed: RunEvent.Committed, of event: RunEvent) throws {
        let action = committed.step.action
        try db.run(
            """
            INSERT INTO steps (
                run, position, committed_ms, committed_ns, source, tool, arguments, action, answer, observation,
                is_error, verifier_time_ns, verifier_cost_nanodollars, execution_time_ns
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) {
            $0.bind(event.run.description)
            $0.bind(committed.position)
            $0.bind(wallTime(of: event))
            $0.bind(event.time)
            $0.bind(committed.source.rawValue)
            $0.bind(action.tool)
            $0.bind(JSONValue.object(action.arguments).canonicalBytes)
            $0.bind(action.text)
            $0.bind(action.answer)
            $0.bind(committed.step.observation.text)
            $0.bind(committed.step.observation.isError)
            $0.bind(committed.verifierTime)
            $0.bind(committed.verifierCost)
            $0.bind(committed.executionTime)
        }
    }

    func insert(_ executed: RunEvent.Executed, of event: RunEvent) throws {
        try db.run(
            """
            INSERT INTO executions (
                run, position, finished_ms, finished_ns, duration_ns, early, tool, arguments, action, observation,
                is_error
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) {
            $0.bind(event.run.description)
            $0.bind(executed.position)
            $0.bind(wallTime(of: event))
            $0.bind(event.time)
            $0.bind(executed.duration)
            $0.bind(executed.early)
            $0.bind(executed.action.tool)
            $0.bind(JSONValue.object(executed.action.arguments).canonicalBytes)
            $0.bind(executed.action.text)
            $0.bind(executed.observation.text)
            $0.bind(executed.observation.isError)
        }
    }

    func insert(_ choice: RunEvent.DepthChosen, of event: RunEvent) throws {
        try db.run(
            """
            INSERT INTO decisions (
                run, position, decided_ms, decided_ns, depth, acceptance, survival, threshold, reason
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) {
            $0.bind(event.run.description)
            $0.bind(choice.position)
            $0.bind(wallTime(of: event))
            $0.bind(event.time)
            $0.bind(choice.depth)
            $0.bind(choice.acceptance)
            $0.bind(choice.survival)
            $0.bind(choice.threshold)
            $0.bind(choice.reason)
        }
    }
}
