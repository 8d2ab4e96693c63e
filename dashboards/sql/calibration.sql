-- Whether the estimated chance of a draft is what came of it: the estimates in ten classes.
SELECT
    min(CAST(acceptance * 10 AS INTEGER), 9) / 10.0 AS estimated_from,
    count(*) AS judged,
    round(avg(acceptance), 3) AS mean_estimate,
    round(1.0 * sum(standing = 'useful') / count(*), 3) AS accepted
FROM v_calls
WHERE role = 'drafter' AND standing IN ('useful', 'mismatched') AND acceptance IS NOT NULL
GROUP BY 1
ORDER BY 1;
