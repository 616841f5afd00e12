-- New users and new addresses
-- Users that first appear in the newest 7 days, and source addresses from which a known user calls
-- for the first time in them. A known machine role at a new address with another application is what
-- stolen credentials look like. Needs data of more than 7 days: what came before is what is known.
WITH calls AS (
  SELECT
    user,
    user_source,
    source_ip,
    client_app,
    state,
    submitted_at,
    data_scanned,
    date_diff('day', CAST(day AS date), (SELECT CAST(max(day) AS date) FROM events)) < 7 AS is_new
  FROM events
  WHERE user IS NOT NULL
    AND day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '90' DAY AS varchar), 1, 10) FROM events)
),
known_users AS (
  SELECT DISTINCT user AS known_user FROM calls WHERE NOT is_new
),
known_addresses AS (
  SELECT DISTINCT user AS known_user, source_ip AS known_ip
  FROM calls
  WHERE NOT is_new AND source_ip IS NOT NULL
)
SELECT
  CASE WHEN u.known_user IS NULL THEN 'new user' ELSE 'new address' END AS what,
  c.user,
  c.user_source,
  c.source_ip,
  listagg(DISTINCT c.client_app, ', ') WITHIN GROUP (ORDER BY c.client_app) AS applications,
  min(c.submitted_at) AS first_at,
  count(*) AS calls,
  count(*) FILTER (WHERE c.state = 'REJECTED') AS refused,
  round(sum(c.data_scanned) / power(2, 30), 2) AS scanned_gib
FROM calls c
LEFT JOIN known_users u ON u.known_user = c.user
LEFT JOIN known_addresses a ON a.known_user = c.user AND a.known_ip = c.source_ip
WHERE c.is_new
  AND (u.known_user IS NULL OR (a.known_user IS NULL AND c.source_ip IS NOT NULL))
  AND EXISTS (SELECT 1 FROM known_users)
GROUP BY CASE WHEN u.known_user IS NULL THEN 'new user' ELSE 'new address' END, c.user, c.user_source, c.source_ip
ORDER BY first_at DESC, user, c.source_ip NULLS LAST
LIMIT 100
