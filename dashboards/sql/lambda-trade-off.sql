-- Seconds and dollars a run by λ, of the runs that finished.
SELECT
    agent,
    strategy,
    lambda,
    count(*) AS runs,
    round(avg(latency_s), 3) AS mean_s,
    round(avg(cost_usd), 6) AS mean_usd,
    round(avg(wasted_usd), 6) AS mean_wasted_usd
FROM v_runs
WHERE status = 'finished'
GROUP BY agent, strategy, lambda
ORDER BY agent, strategy, lambda;
