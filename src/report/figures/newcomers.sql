-- Users, addresses and applications that are new
-- First seen in the newest seven days: a user, or an address or application that a known user had not
-- used in the 90 days before. Empty if the lake has nothing from before: then nobody is known.
WITH calls AS (
  SELECT
    day,
    user,
    source_ip,
    client_app,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team') AS team,
    submitted_at,
    state,
    data_scanned,
    date_diff('day', CAST(day AS date), CAST(:last_day AS date)) < 7 AS is_new
  FROM events
  WHERE user IS NOT NULL
    AND day BETWEEN :known_day AND :last_day
),
known_users AS (
  SELECT DISTINCT user AS known_user FROM calls WHERE NOT is_new
),
known_addresses AS (
  SELECT DISTINCT user AS known_user, source_ip AS known_ip FROM calls WHERE NOT is_new AND source_ip IS NOT NULL
),
known_apps AS (
  SELECT DISTINCT user AS known_user, client_app AS known_app FROM calls WHERE NOT is_new AND client_app IS NOT NULL
),
firsts AS (
  SELECT
    CASE
      WHEN u.known_user IS NULL THEN 'new user'
      WHEN a.known_user IS NULL AND c.source_ip IS NOT NULL AND p.known_user IS NULL AND c.client_app IS NOT NULL
        THEN 'new address and application'
      WHEN a.known_user IS NULL AND c.source_ip IS NOT NULL THEN 'new address'
      WHEN p.known_user IS NULL AND c.client_app IS NOT NULL THEN 'new application'
    END AS what,
    c.*
  FROM calls c
  LEFT JOIN known_users u ON u.known_user = c.user
  LEFT JOIN known_addresses a ON a.known_user = c.user AND a.known_ip = c.source_ip
  LEFT JOIN known_apps p ON p.known_user = c.user AND p.known_app = c.client_app
  WHERE c.is_new
    AND EXISTS (SELECT 1 FROM known_users)
)
SELECT
  min(day) AS day,
  what,
  user,
  account_id,
  region,
  workgroup,
  team,
  source_ip,
  client_app,
  min(submitted_at) AS first_at,
  max(submitted_at) AS last_at,
  count(*) AS queries,
  count(*) FILTER (WHERE state = 'REJECTED') AS refused,
  sum(data_scanned) AS data_scanned,
  count(*) OVER () AS of_rows
FROM firsts
WHERE what IS NOT NULL
GROUP BY what, user, account_id, region, workgroup, team, source_ip, client_app
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
