-- Calls of root users
-- Calls of root users by day, account and action, of any service, with their address and its place: root is for what
-- nobody else can do. with_access_key and without_mfa count what should not be at all. Those days are kept
-- that are newest, up to top_rows rows.
SELECT
  substr(CAST(event_time AS varchar), 1, 10) AS day,
  account_id,
  region,
  event_source,
  event_name,
  source_ip,
  country,
  city,
  count(*) AS calls,
  count(*) FILTER (WHERE access_key_id IS NOT NULL) AS with_access_key,
  count(*) FILTER (WHERE NOT mfa_authenticated) AS without_mfa,
  count(*) FILTER (WHERE error_code IS NOT NULL) AS failed,
  max(event_time) AS last_at,
  count(*) OVER () AS of_rows
FROM root_use
WHERE year || '-' || month || '-01' BETWEEN :first_month AND :last_day
  AND substr(CAST(event_time AS varchar), 1, 10) BETWEEN :first_day AND :last_day
GROUP BY
  substr(CAST(event_time AS varchar), 1, 10),
  account_id,
  region,
  event_source,
  event_name,
  source_ip,
  country,
  city
ORDER BY day DESC, account_id, region, event_source, event_name, source_ip NULLS LAST
LIMIT :top_rows
