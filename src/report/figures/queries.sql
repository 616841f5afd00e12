-- The dearest queries
-- The top_queries that cost most, the ten dearest of each of the top_people who cost most, and those
-- that cost or read most and were cancelled or failed. The SQL is cut after 2,000 characters; the whole
-- text is in events, under the id. No query of the period that is dearer than least_usd is left out.
WITH dearest AS (
  SELECT query_execution_id, cost_usd
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND query_execution_id IS NOT NULL
    AND cost_usd IS NOT NULL
  ORDER BY cost_usd DESC, query_execution_id
  LIMIT :top_queries
),
in_vain AS (
  SELECT query_execution_id
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND query_execution_id IS NOT NULL
    AND state IN ('FAILED', 'CANCELLED')
    AND data_scanned > 0
  ORDER BY data_scanned DESC, query_execution_id
  LIMIT :top_queries
),
people AS (
  SELECT user AS person
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND user IS NOT NULL
  GROUP BY user
  ORDER BY sum(cost_usd) DESC NULLS LAST, count(*) DESC, user
  LIMIT :top_people
),
of_people AS (
  SELECT
    e.query_execution_id,
    row_number() OVER (
      PARTITION BY e.user
      ORDER BY e.cost_usd DESC NULLS LAST, e.data_scanned DESC NULLS LAST, e.query_execution_id
    ) AS nth
  FROM events e
  JOIN people p ON p.person = e.user
  WHERE e.day BETWEEN :first_day AND :last_day
    AND e.query_execution_id IS NOT NULL
),
chosen AS (
  SELECT query_execution_id AS chosen_id FROM dearest
  UNION
  SELECT query_execution_id FROM in_vain
  UNION
  SELECT query_execution_id FROM of_people WHERE nth <= 10
)
SELECT
  day,
  submitted_at,
  query_execution_id,
  account_id,
  region,
  workgroup,
  element_at(workgroup_tags, 'team') AS team,
  user,
  state,
  statement_type,
  substatement_type,
  database_name,
  data_scanned,
  cost_usd,
  pricing_model,
  total_ms,
  queue_ms,
  result_reused,
  error_message,
  query_length,
  substr(query, 1, 2000) AS query,
  query_fingerprint,
  (SELECT min(cost_usd) FROM dearest) AS least_usd
FROM events
WHERE day BETWEEN :first_day AND :last_day
  AND query_execution_id IN (SELECT chosen_id FROM chosen)
ORDER BY cost_usd DESC NULLS LAST, query_execution_id
