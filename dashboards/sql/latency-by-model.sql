-- How long finished calls take, by model: the mean, the median and the slowest of twenty.
WITH ranked AS (
    SELECT
        model,
        duration_s,
        first_token_s,
        percent_rank() OVER (PARTITION BY model ORDER BY duration_s) AS place
    FROM v_calls
    WHERE outcome = 'finished'
)
SELECT
    model,
    count(*) AS calls,
    round(avg(first_token_s), 3) AS first_token_s,
    round(avg(duration_s), 3) AS mean_s,
    round(min(CASE WHEN place >= 0.5 THEN duration_s END), 3) AS median_s,
    round(min(CASE WHEN place >= 0.95 THEN duration_s END), 3) AS p95_s
FROM ranked
GROUP BY model
ORDER BY mean_s DESC;
