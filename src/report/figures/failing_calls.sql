-- Calls of any service that fail
-- By day, error and caller: denied, throttled, or failed for another reason. The rarest errors beyond
-- max_cells rows are left out whole.
WITH cells AS (
  SELECT
    substr(CAST(event_time AS varchar), 1, 10) AS day,
    account_id,
    region,
    user,
    kind,
    event_source,
    event_name,
    error_code,
    count(*) AS calls,
    max(event_time) AS last_at
  FROM failed_calls
  WHERE year || '-' || month || '-01' BETWEEN :first_month AND :last_day
    AND substr(CAST(event_time AS varchar), 1, 10) BETWEEN :first_day AND :last_day
  GROUP BY
    substr(CAST(event_time AS varchar), 1, 10),
    account_id,
    region,
    user,
    kind,
    event_source,
    event_name,
    error_code
),
errors AS (
  SELECT
    event_source AS service,
    event_name AS action,
    error_code AS code,
    sum(count(*)) OVER (ORDER BY sum(calls) DESC, event_source, event_name, error_code) AS cells_so_far
  FROM cells
  GROUP BY event_source, event_name, error_code
)
SELECT
  c.day,
  c.account_id,
  c.region,
  c.user,
  c.kind,
  c.event_source,
  c.event_name,
  c.error_code,
  c.calls,
  c.last_at
FROM cells c
JOIN errors e
  ON e.service = c.event_source
  AND e.action = c.event_name
  AND e.code = c.error_code
WHERE e.cells_so_far <= :max_cells
ORDER BY c.day, c.event_source, c.event_name, c.error_code, c.account_id, c.region, c.user NULLS LAST
