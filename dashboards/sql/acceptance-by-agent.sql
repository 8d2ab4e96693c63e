-- The part of the judged drafts that the verifier agreed with, by agent and drafter.
SELECT
    agent,
    model AS drafter,
    count(*) AS judged,
    round(100.0 * sum(standing = 'useful') / count(*), 1) AS accepted_percent
FROM v_calls
WHERE role = 'drafter' AND standing IN ('useful', 'mismatched')
GROUP BY agent, model
ORDER BY judged DESC;
