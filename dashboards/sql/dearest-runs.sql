-- The runs that cost most.
SELECT started, run, agent, status, steps, round(latency_s, 1) AS latency_s, cost_usd, wasted_usd, task
FROM v_runs
ORDER BY known_nanodollars DESC
LIMIT 50;
