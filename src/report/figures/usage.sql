-- Usage by day and by who, where and for whom
-- One row a day for each account, region, workgroup, team (the workgroup's tag) and user. What would
-- make more than max_usage rows is folded, the cheapest first: into its account and region, then into
-- one row a day. A sum leaves out what is unknown; unknown_bytes and unknown_cost count it.
WITH cells AS (
  SELECT
    day,
    coalesce(account_id, '') AS account_id,
    coalesce(region, '') AS region,
    coalesce(workgroup, '') AS workgroup,
    coalesce(element_at(workgroup_tags, 'team'), '') AS team,
    coalesce(user, '') AS user_name,
    count(*) AS queries,
    count(*) FILTER (WHERE state = 'FAILED') AS failed,
    count(*) FILTER (WHERE state = 'CANCELLED') AS cancelled,
    count(*) FILTER (WHERE state = 'REJECTED') AS refused,
    count(*) FILTER (WHERE data_scanned IS NULL AND state <> 'REJECTED') AS unknown_bytes,
    count(*) FILTER (WHERE cost_usd IS NULL) AS unknown_cost,
    sum(data_scanned) AS data_scanned,
    sum(billed_bytes) AS billed_bytes,
    sum(cost_usd) AS cost_usd,
    sum(cost_usd) FILTER (WHERE state = 'CANCELLED') AS cancelled_usd,
    sum(data_scanned) FILTER (WHERE state IN ('FAILED', 'CANCELLED')) AS lost_bytes
  FROM events
  WHERE day BETWEEN :before_day AND :last_day
  GROUP BY
    day,
    coalesce(account_id, ''),
    coalesce(region, ''),
    coalesce(workgroup, ''),
    coalesce(element_at(workgroup_tags, 'team'), ''),
    coalesce(user, '')
),
series AS (
  SELECT
    account_id,
    region,
    workgroup,
    team,
    user_name,
    sum(count(*)) OVER (
      ORDER BY sum(cost_usd) DESC NULLS LAST, sum(queries) DESC, account_id, region, workgroup, team, user_name
    ) AS cells_so_far
  FROM cells
  GROUP BY account_id, region, workgroup, team, user_name
),
places AS (
  SELECT
    account_id,
    region,
    sum(count(DISTINCT day)) OVER (
      ORDER BY sum(cost_usd) DESC NULLS LAST, sum(queries) DESC, account_id, region
    ) AS place_cells_so_far
  FROM cells
  GROUP BY account_id, region
),
placed AS (
  SELECT
    c.*,
    CASE
      WHEN s.cells_so_far <= :max_usage THEN 0
      WHEN p.place_cells_so_far <= :max_usage THEN 1
      ELSE 2
    END AS folded
  FROM cells c
  JOIN series s
    ON s.account_id = c.account_id
    AND s.region = c.region
    AND s.workgroup = c.workgroup
    AND s.team = c.team
    AND s.user_name = c.user_name
  JOIN places p ON p.account_id = c.account_id AND p.region = c.region
),
named AS (
  SELECT
    day,
    folded,
    CASE WHEN folded < 2 THEN account_id END AS account_id,
    CASE WHEN folded < 2 THEN region END AS region,
    CASE WHEN folded < 1 THEN workgroup END AS workgroup,
    CASE WHEN folded < 1 THEN team END AS team,
    CASE WHEN folded < 1 THEN user_name END AS user_name,
    queries,
    failed,
    cancelled,
    refused,
    unknown_bytes,
    unknown_cost,
    data_scanned,
    billed_bytes,
    cost_usd,
    cancelled_usd,
    lost_bytes
  FROM placed
)
SELECT
  day,
  nullif(account_id, '') AS account_id,
  nullif(region, '') AS region,
  nullif(workgroup, '') AS workgroup,
  nullif(team, '') AS team,
  nullif(user_name, '') AS user,
  folded > 0 AS is_rest,
  sum(queries) AS queries,
  sum(failed) AS failed,
  sum(cancelled) AS cancelled,
  sum(refused) AS refused,
  sum(unknown_bytes) AS unknown_bytes,
  sum(unknown_cost) AS unknown_cost,
  sum(data_scanned) AS data_scanned,
  sum(billed_bytes) AS billed_bytes,
  round(sum(cost_usd), 9) AS cost_usd,
  round(sum(cancelled_usd), 9) AS cancelled_usd,
  sum(lost_bytes) AS lost_bytes
FROM named
GROUP BY day, folded, account_id, region, workgroup, team, user_name
ORDER BY day, account_id NULLS LAST, region NULLS LAST, workgroup NULLS LAST, team NULLS LAST, user NULLS LAST, is_rest
