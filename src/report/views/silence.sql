-- Each account and region that the trail knows and from which no history came that day. A day counts
-- once its events were built: before that, nobody has collected it. History of no rows is no silence
-- if a collection said that it is done.
WITH read_days AS (
  SELECT day, sources
  FROM (
    SELECT
      day,
      sources,
      row_number() OVER (PARTITION BY day ORDER BY finished_at DESC, run DESC) AS newest
    FROM ledger
    WHERE job = 'submissions' AND outcome = 'done'
  ) jobs
  WHERE newest = 1
),
known AS (
  SELECT r.day, split_part(t.source, '/', 1) AS account_id, split_part(t.source, '/', 2) AS region
  FROM read_days r
  CROSS JOIN UNNEST(r.sources) AS t (source)
  UNION
  SELECT day, account_id, region FROM submissions
),
heard AS (
  SELECT day, account_id, region FROM history
  UNION
  SELECT day, account_id, region FROM ledger WHERE job = 'history' AND outcome = 'done'
),
built AS (
  SELECT DISTINCT day FROM ledger WHERE job = 'events'
),
calls AS (
  SELECT day, account_id, region, count(DISTINCT query_execution_id) AS submissions
  FROM submissions
  WHERE outcome = 'accepted'
  GROUP BY day, account_id, region
)
SELECT k.day, k.account_id, k.region, coalesce(c.submissions, 0) AS submissions
FROM known k
JOIN built b ON b.day = k.day
LEFT JOIN heard h ON h.day = k.day AND h.account_id = k.account_id AND h.region = k.region
LEFT JOIN calls c ON c.day = k.day AND c.account_id = k.account_id AND c.region = k.region
WHERE h.day IS NULL
  AND k.account_id IS NOT NULL
  AND k.region IS NOT NULL
