-- What was spent on work that did not stand, by what became of it and why it was cancelled.
SELECT
    role,
    standing,
    cancel_reason,
    count(*) AS calls,
    round(sum(cost_nanodollars) / 1e9, 6) AS cost_usd
FROM calls
WHERE standing <> 'useful'
GROUP BY role, standing, cancel_reason
ORDER BY cost_usd DESC;
