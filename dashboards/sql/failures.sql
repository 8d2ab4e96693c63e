-- The newest calls that failed, with what they said.
SELECT run, call, model, started, attempts, error
FROM v_calls
WHERE outcome = 'failed'
ORDER BY started_ms DESC
LIMIT 100;
