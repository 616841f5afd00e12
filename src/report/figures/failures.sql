-- What failed, was cancelled or refused
-- By day and by the first 200 characters of the reason, with the bytes that were read in vain and what
-- was billed all the same: a cancelled query is. Beyond max_cells rows whoever it happens to least is
-- folded into one row a day of the reason (is_rest); reasons whose days alone are more are left out.
WITH cells AS (
  SELECT
    day,
    coalesce(account_id, '') AS account_id,
    coalesce(region, '') AS region,
    coalesce(workgroup, '') AS workgroup,
    coalesce(element_at(workgroup_tags, 'team'), '') AS team,
    coalesce(user, '') AS user_name,
    state,
    coalesce(error_code, '') AS code,
    coalesce(error_type, -1) AS kind,
    coalesce(substr(error_message, 1, 200), '') AS words,
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
    coalesce(account_id, ''),
    coalesce(region, ''),
    coalesce(workgroup, ''),
    coalesce(element_at(workgroup_tags, 'team'), ''),
    coalesce(user, ''),
    state,
    coalesce(error_code, ''),
    coalesce(error_type, -1),
    coalesce(substr(error_message, 1, 200), '')
),
reasons AS (
  SELECT
    state,
    code,
    kind,
    words,
    row_number() OVER (ORDER BY sum(times) DESC, state, code, kind, words) AS nth,
    sum(count(DISTINCT day)) OVER (
      ORDER BY sum(times) DESC, state, code, kind, words
    ) AS days_so_far
  FROM cells
  GROUP BY state, code, kind, words
),
numbered AS (
  SELECT c.*, r.nth
  FROM cells c
  JOIN reasons r
    ON r.state = c.state
    AND r.code = c.code
    AND r.kind = c.kind
    AND r.words = c.words
  WHERE r.days_so_far <= :max_cells
),
series AS (
  SELECT
    nth,
    account_id,
    region,
    workgroup,
    team,
    user_name,
    sum(count(*)) OVER (
      ORDER BY sum(times) DESC, nth, account_id, region, workgroup, team, user_name
    ) AS cells_so_far
  FROM numbered
  GROUP BY nth, account_id, region, workgroup, team, user_name
),
kept AS (
  SELECT nth, account_id, region, workgroup, team, user_name
  FROM series
  WHERE cells_so_far <= :max_cells
)
SELECT
  n.day,
  nullif(k.account_id, '') AS account_id,
  nullif(k.region, '') AS region,
  nullif(k.workgroup, '') AS workgroup,
  nullif(k.team, '') AS team,
  nullif(k.user_name, '') AS user,
  k.nth IS NULL AS is_rest,
  n.state,
  nullif(n.code, '') AS error_code,
  nullif(n.kind, -1) AS error_type,
  nullif(n.words, '') AS reason,
  sum(n.times) AS times,
  sum(n.inserts) AS inserts,
  sum(n.data_scanned) AS data_scanned,
  round(sum(n.cost_usd), 9) AS cost_usd,
  max(n.last_at) AS last_at
FROM numbered n
LEFT JOIN kept k
  ON k.nth = n.nth
  AND k.account_id = n.account_id
  AND k.region = n.region
  AND k.workgroup = n.workgroup
  AND k.team = n.team
  AND k.user_name = n.user_name
GROUP BY
  n.day,
  n.nth,
  n.state,
  n.code,
  n.kind,
  n.words,
  k.nth,
  k.account_id,
  k.region,
  k.workgroup,
  k.team,
  k.user_name
ORDER BY
  n.day,
  n.nth,
  account_id NULLS LAST,
  region NULLS LAST,
  workgroup NULLS LAST,
  team NULLS LAST,
  user NULLS LAST,
  is_rest
