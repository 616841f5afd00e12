-- What was opened in security groups
-- Rules that were added or changed in the newest month, those open to the whole internet first: who,
-- which group, protocol, ports, and for whom. A protocol of -1 is all of them; null ports are all.
-- Reads cloudtrail_events.
SELECT
  event_time,
  user,
  account_id,
  region,
  security_group,
  change,
  direction,
  protocol,
  from_port,
  to_port,
  peer,
  COALESCE(peer IN ('0.0.0.0/0', '::/0'), false) AS is_open_to_all,
  description,
  error_code
FROM security_group_changes
WHERE year || month = (SELECT max(year || month) FROM cloudtrail_events)
  AND change <> 'removed'
ORDER BY is_open_to_all DESC, event_time DESC, event_id, peer NULLS LAST, from_port NULLS LAST
LIMIT 200
