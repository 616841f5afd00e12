-- What was opened and closed in security groups
-- A row for each rule that was added, changed or removed, also in vain; those open to the whole internet
-- first. A protocol of -1 is all of them, null ports are all.
SELECT
  substr(CAST(event_time AS varchar), 1, 10) AS day,
  event_time AS submitted_at,
  account_id,
  region,
  user,
  security_group,
  change,
  direction,
  protocol,
  from_port,
  to_port,
  peer,
  coalesce(peer IN ('0.0.0.0/0', '::/0') AND change <> 'removed', false) AS is_open_to_all,
  substr(description, 1, 200) AS description,
  error_code,
  count(*) OVER () AS of_rows
FROM security_group_changes
WHERE year || '-' || month || '-01' BETWEEN :first_month AND :last_day
  AND substr(CAST(event_time AS varchar), 1, 10) BETWEEN :first_day AND :last_day
ORDER BY
  is_open_to_all DESC,
  event_time DESC,
  event_id,
  peer NULLS LAST,
  protocol NULLS LAST,
  from_port NULLS LAST,
  to_port NULLS LAST,
  rule_id NULLS LAST
LIMIT :top_rows
