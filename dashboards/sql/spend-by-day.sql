-- Dollars by day: in all, the estimated part, and what went into work that did not stand.
SELECT
    day,
    sum(calls) AS calls,
    round(sum(cost_nanodollars) / 1e9, 6) AS cost_usd,
    round(sum(estimated_nanodollars) / 1e9, 6) AS estimated_usd,
    round(sum(wasted_nanodollars) / 1e9, 6) AS wasted_usd,
    sum(unpriced_calls) AS unpriced_calls
FROM v_spend
GROUP BY day
ORDER BY day DESC;
