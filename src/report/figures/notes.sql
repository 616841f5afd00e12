-- What the jobs said
-- The newest record of each job for each day, where it left something out, failed or says why.
SELECT
  day,
  job,
  account_id,
  region,
  outcome,
  CASE
    WHEN element_at(counts, 'files_skipped') > 0
      THEN 'unreadable files left out: ' || CAST(element_at(counts, 'files_skipped') AS varchar)
        || coalesce('; ' || message, '')
    ELSE coalesce(message, outcome)
  END AS said,
  finished_at
FROM (
  SELECT
    day,
    job,
    account_id,
    region,
    outcome,
    counts,
    message,
    finished_at,
    row_number() OVER (
      PARTITION BY day, job, account_id, region
      ORDER BY finished_at DESC, run DESC
    ) AS newest
  FROM ledger
  WHERE day BETWEEN :first_day AND :last_day
) records
WHERE newest = 1
  AND (outcome <> 'done' OR message IS NOT NULL OR element_at(counts, 'files_skipped') > 0)
ORDER BY day, job, account_id, region
LIMIT :top_rows
