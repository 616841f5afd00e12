-- The dearest shapes of queries
-- Queries that are alike but for their literals (same fingerprint), the dearest together first, with
-- the newest text of each, cut after 2,000 characters.
WITH dearest AS (
  SELECT query_fingerprint AS fingerprint
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND query_fingerprint IS NOT NULL
  GROUP BY query_fingerprint
  ORDER BY sum(cost_usd) DESC NULLS LAST, count(*) DESC, query_fingerprint
  LIMIT :top_shapes
)
SELECT
  query_fingerprint,
  max_by(substr(query, 1, 2000), submitted_at) AS query,
  max_by(query_length, submitted_at) AS query_length,
  max_by(substatement_type, submitted_at) AS substatement_type,
  min(submitted_at) AS first_at,
  max(submitted_at) AS last_at,
  count(*) AS runs
FROM events
WHERE day BETWEEN :first_day AND :last_day
  AND query_fingerprint IN (SELECT fingerprint FROM dearest)
GROUP BY query_fingerprint
ORDER BY sum(cost_usd) DESC NULLS LAST, runs DESC, query_fingerprint
