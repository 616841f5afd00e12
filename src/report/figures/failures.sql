-- What failed, was cancelled or refused
-- By day and by the first 200 characters of the reason, with the bytes that were read in vain and what
-- was billed all the same: a cancelled query is. The rarest reasons are left out beyond max_cells rows.
WITH cells AS (
  SELECT
    day,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team') AS team,
    user,
    state,
    error_code,
    error_type,
    substr(error_message, 1, 200) AS reason,
    count(*) AS times,
    count(*) FILTER (WHERE substatement_type = 'INSERT') AS inserts,
    sum(data_scanned) AS data_scanned,
    sum(cost_usd) AS cost_usd,
    max(submitted_at) AS last_at
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND state IN ('FAILED', 'CANCELLED', 'REJECTED')
  GROUP BY
    day,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team'),
    user,
    state,
    error_code,
    error_type,
    substr(error_message, 1, 200)
),
reasons AS (
  SELECT
    state AS in_state,
    coalesce(error_code, '') AS code,
    coalesce(reason, '') AS words,
    sum(count(*)) OVER (
      ORDER BY sum(times) DESC, state, coalesce(error_code, ''), coalesce(reason, '')
    ) AS cells_so_far
  FROM cells
  GROUP BY state, coalesce(error_code, ''), coalesce(reason, '')
)
SELECT
  c.day,
  c.account_id,
  c.region,
  c.workgroup,
  c.team,
  c.user,
  c.state,
  c.error_code,
  c.error_type,
  c.reason,
  c.times,
  c.inserts,
  c.data_scanned,
  round(c.cost_usd, 9) AS cost_usd,
  c.last_at
FROM cells c
JOIN reasons r
  ON r.in_state = c.state
  AND r.code = coalesce(c.error_code, '')
  AND r.words = coalesce(c.reason, '')
WHERE r.cells_so_far <= :max_cells
ORDER BY
  c.day,
  c.state,
  c.account_id,
  c.region,
  c.workgroup,
  c.team NULLS LAST,
  c.user NULLS LAST,
  c.error_code NULLS LAST,
  c.error_type NULLS LAST,
  c.reason NULLS LAST
