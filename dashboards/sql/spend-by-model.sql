-- Dollars and tokens by model and role, and the part of the dollars that went into work that did not stand.
SELECT
    model,
    role,
    sum(calls) AS calls,
    sum(input_tokens) AS input_tokens,
    sum(output_tokens) AS output_tokens,
    round(sum(cost_nanodollars) / 1e9, 6) AS cost_usd,
    round(100.0 * sum(wasted_nanodollars) / nullif(sum(cost_nanodollars), 0), 1) AS wasted_percent
FROM v_spend
GROUP BY model, role
ORDER BY cost_usd DESC;
