extension LedgerSchema {
    static let views = """

        CREATE VIEW v_runs AS
        SELECT
            run,
            strftime('%Y-%m-%dT%H:%M:%fZ', started_ms / 1000.0, 'unixepoch') AS started,
            started_ms,
            status,
            task,
            agent,
            strategy,
            guarantee,
            scheduling,
            lambda,
            drafter,
            verifier,
            steps,
            latency_ns / 1e9 AS latency_s,
            latency_ns,
            CASE WHEN unpriced_calls = 0 THEN known_nanodollars / 1e9 END AS cost_usd,
            estimated_nanodollars / 1e9 AS cost_estimated_usd,
            wasted_nanodollars / 1e9 AS wasted_usd,
            known_nanodollars,
            estimated_nanodollars,
            wasted_nanodollars,
            unpriced_calls,
            calls,
            cancelled_calls,
            answer,
            reached_limit,
            error,
            resumptions
        FROM (
            SELECT
                runs.*,
                (SELECT count(*) FROM steps WHERE steps.run = runs.run) AS steps,
                (SELECT time_ns FROM events WHERE events.run = runs.run ORDER BY sequence DESC LIMIT 1) AS latency_ns,
                (SELECT count(*) FROM calls WHERE calls.run = runs.run) AS calls,
                (SELECT count(*) FROM calls WHERE calls.run = runs.run AND outcome = 'cancelled') AS cancelled_calls,
                (
                    SELECT count(*) FROM calls
                    WHERE calls.run = runs.run AND outcome IS NOT NULL AND cost_nanodollars IS NULL
                ) AS unpriced_calls,
                (
                    SELECT coalesce(sum(cost_nanodollars), 0) FROM calls
                    WHERE calls.run = runs.run
                ) AS known_nanodollars,
                (
                    SELECT coalesce(sum(cost_nanodollars), 0) FROM calls
                    WHERE calls.run = runs.run AND provenance = 'estimated'
                ) AS estimated_nanodollars,
                (
                    SELECT coalesce(sum(cost_nanodollars), 0) FROM calls
                    WHERE calls.run = runs.run AND standing <> 'useful'
                ) AS wasted_nanodollars
            FROM runs
        );

        CREATE VIEW v_steps AS
        SELECT
            run,
            position,
            strftime('%Y-%m-%dT%H:%M:%fZ', committed_ms / 1000.0, 'unixepoch') AS committed,
            committed_ms,
            committed_ns / 1e9 AS at_s,
            source,
            tool,
            arguments,
            action,
            observation,
            is_error,
            answer,
            verifier_time_ns / 1e9 AS verifier_time_s,
            verifier_cost_nanodollars / 1e9 AS verifier_cost_usd,
            execution_time_ns / 1e9 AS execution_time_s
        FROM steps;

        CREATE VIEW v_calls AS
        SELECT
            calls.run,
            call,
            role,
            calls.position,
            purpose,
            model,
            endpoint,
            strftime('%Y-%m-%dT%H:%M:%fZ', calls.started_ms / 1000.0, 'unixepoch') AS started,
            calls.started_ms,
            started_ns / 1e9 AS at_s,
            (first_token_ns - started_ns) / 1e9 AS first_token_s,
            (finished_ns - started_ns) / 1e9 AS duration_s,
            fresh_input_tokens + cache_read_tokens + cache_write_tokens AS input_tokens,
            cache_read_tokens,
            output_tokens,
            reasoning_tokens,
            provenance,
            cost_nanodollars / 1e9 AS cost_usd,
            cost_nanodollars,
            outcome,
            standing,
            cancel_reason,
            attempts,
            request_id,
            calls.error,
            action,
            decided.depth,
            decided.acceptance,
            decided.survival,
            decided.threshold,
            prefix,
            agent
        FROM calls JOIN runs ON runs.run = calls.run
        LEFT JOIN decisions AS decided ON decided.id = (
            SELECT max(id) FROM decisions
            WHERE decisions.run = calls.run AND decided_ns <= calls.started_ns
        );

        CREATE VIEW v_spend AS
        SELECT
            date(calls.started_ms / 1000, 'unixepoch') AS day,
            model,
            agent,
            role,
            coalesce(outcome, 'open') AS outcome,
            count(*) AS calls,
            coalesce(sum(cost_nanodollars), 0) / 1e9 AS cost_usd,
            coalesce(sum(CASE WHEN provenance = 'estimated' THEN cost_nanodollars END), 0) / 1e9 AS estimated_usd,
            coalesce(sum(CASE WHEN standing <> 'useful' THEN cost_nanodollars END), 0) / 1e9 AS wasted_usd,
            coalesce(sum(cost_nanodollars), 0) AS cost_nanodollars,
            coalesce(sum(CASE WHEN provenance = 'estimated' THEN cost_nanodollars END), 0) AS estimated_nanodollars,
            coalesce(sum(CASE WHEN standing <> 'useful' THEN cost_nanodollars END), 0) AS wasted_nanodollars,
            sum(outcome IS NOT NULL AND cost_nanodollars IS NULL) AS unpriced_calls,
            coalesce(sum(fresh_input_tokens + cache_read_tokens + cache_write_tokens), 0) AS input_tokens,
            coalesce(sum(output_tokens), 0) AS output_tokens
        FROM calls JOIN runs ON runs.run = calls.run
        GROUP BY 1, 2, 3, 4, 5;
        """
}
