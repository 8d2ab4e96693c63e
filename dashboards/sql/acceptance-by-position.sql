-- The part of the judged drafts that the verifier agreed with, by the position of the step.
SELECT
    position,
    count(*) AS judged,
    round(100.0 * sum(standing = 'useful') / count(*), 1) AS accepted_percent
FROM calls
WHERE role = 'drafter' AND standing IN ('useful', 'mismatched')
GROUP BY position
ORDER BY position;
