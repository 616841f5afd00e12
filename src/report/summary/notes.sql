-- What the newest job of each kind said, in the days given: what it left out, why it failed, what it
-- had nothing of.
SELECT
  job,
  note,
  MIN(day) AS first_day,
  MAX(day) AS last_day,
  COUNT(DISTINCT day) AS days
FROM (
  SELECT
    day,
    job,
    CASE
      WHEN outcome <> 'done' THEN outcome || COALESCE(': ' || message, '')
      WHEN element_at(counts, 'files_skipped') > 0
        THEN 'unreadable files left out: ' || CAST(element_at(counts, 'files_skipped') AS varchar)
          || COALESCE('; ' || message, '')
      ELSE message
    END AS note,
    row_number() OVER (
      PARTITION BY day, job, account_id, region
      ORDER BY finished_at DESC, run DESC
    ) AS newest
  FROM ledger
  WHERE day BETWEEN :first_day AND :last_day
) records
WHERE newest = 1
  AND note IS NOT NULL
GROUP BY job, note
ORDER BY first_day, job, note
