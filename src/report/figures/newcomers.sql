-- Users, addresses and applications that are new
-- First seen in the newest seven days: a user, or an address or application that a known user had not
-- used in the 90 days before. Empty if the lake has nothing from before: then nobody is known.
WITH calls AS (
  SELECT
    user,
    source_ip,
    client_app,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team') AS team,
    0 AS before,
    min(day) AS day,
    min(submitted_at) AS first_at,
    max(submitted_at) AS last_at,
    count(*) AS queries,
    count(*) FILTER (WHERE state = 'REJECTED') AS refused,
    sum(data_scanned) AS data_scanned
  FROM events
  WHERE day BETWEEN :new_day AND :last_day
    AND user IS NOT NULL
  GROUP BY user, source_ip, client_app, account_id, region, workgroup, element_at(workgroup_tags, 'team')
),
calls_before AS (
  SELECT user, source_ip, client_app
  FROM events
  WHERE day BETWEEN :known_day AND :known_last_day
    AND user IS NOT NULL
  GROUP BY user, source_ip, client_app
),
seen AS (
  SELECT calls.* FROM calls
  UNION ALL
  SELECT user, source_ip, client_app, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, 0, 0, NULL
  FROM calls_before
),
-- What is known is known wherever it was seen: in any account and workgroup.
known AS (
  SELECT
    seen.*,
    max(before) OVER () AS anybody_before,
    max(before) OVER (PARTITION BY user) AS user_before,
    max(before) OVER (PARTITION BY user, source_ip) AS address_before,
    max(before) OVER (PARTITION BY user, client_app) AS app_before
  FROM seen
),
firsts AS (
  SELECT
    known.*,
    CASE
      WHEN user_before = 0 THEN 'new user'
      WHEN address_before = 0 AND source_ip IS NOT NULL AND app_before = 0 AND client_app IS NOT NULL
        THEN 'new address and application'
      WHEN address_before = 0 AND source_ip IS NOT NULL THEN 'new address'
      WHEN app_before = 0 AND client_app IS NOT NULL THEN 'new application'
    END AS what
  FROM known
  WHERE queries > 0
    AND anybody_before = 1
)
SELECT
  day,
  what,
  user,
  account_id,
  region,
  workgroup,
  team,
  source_ip,
  client_app,
  first_at,
  last_at,
  queries,
  refused,
  data_scanned,
  count(*) OVER () AS of_rows
FROM firsts
WHERE what IS NOT NULL
ORDER BY
  first_at DESC,
  user,
  account_id,
  region,
  workgroup,
  team NULLS LAST,
  source_ip NULLS LAST,
  client_app NULLS LAST
LIMIT :top_rows
