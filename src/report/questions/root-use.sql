-- What root users did
-- Calls of root users in the newest month by account and action. Root is for what nobody else can do:
-- every row wants a reason, and one with an access key or without a second factor wants it today.
-- Reads cloudtrail_events.
SELECT
  account_id,
  event_source,
  event_name,
  count(*) AS calls,
  count(*) FILTER (WHERE access_key_id IS NOT NULL) AS with_access_key,
  count(*) FILTER (WHERE NOT mfa_authenticated) AS without_mfa,
  listagg(DISTINCT source_ip, ', ') WITHIN GROUP (ORDER BY source_ip) AS source_ips,
  max(event_time) AS last_at
FROM root_use
WHERE year || month = (SELECT max(year || month) FROM cloudtrail_events)
GROUP BY account_id, event_source, event_name
ORDER BY last_at DESC, account_id, event_source, event_name
LIMIT 100
