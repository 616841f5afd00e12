-- Who signs in to the console
-- Sign-ins of the newest month by user and account: how often, how many failed, how many were without
-- a second factor, and from how many addresses. Failures before a success from a new address are what
-- guessed passwords look like. A federated user's second factor is the provider's, and not seen here.
-- Reads cloudtrail_events.
SELECT
  user,
  user_source,
  account_id,
  count(*) AS logins,
  count(*) FILTER (WHERE NOT succeeded) AS failed,
  count(*) FILTER (WHERE succeeded AND NOT mfa_used) AS without_mfa,
  count(DISTINCT source_ip) AS addresses,
  listagg(DISTINCT source_ip, ', ') WITHIN GROUP (ORDER BY source_ip) AS source_ips,
  max(event_time) AS last_at
FROM console_logins
WHERE year || month = (SELECT max(year || month) FROM cloudtrail_events)
GROUP BY user, user_source, account_id
ORDER BY failed DESC, without_mfa DESC, logins DESC, user NULLS LAST, account_id
LIMIT 100
