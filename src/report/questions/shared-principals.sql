-- Keys and roles that several applications share
-- Roles and IAM users from which more than one application called in the last 30 days (the first
-- product of the user agent). Nobody can tell these callers apart, and none can be shut out alone:
-- give each its own role. People who sign in as themselves are left out.
SELECT
  coalesce(role_arn, principal_arn) AS principal,
  max_by(user, submitted_at) AS user,
  identity_type,
  count(DISTINCT client_app) AS applications,
  listagg(DISTINCT client_app, ', ') WITHIN GROUP (ORDER BY client_app) AS application_names,
  count(DISTINCT source_ip) AS addresses,
  count(*) AS calls,
  round(sum(data_scanned) / power(2, 40), 3) AS scanned_tib,
  max(submitted_at) AS last_at
FROM events
WHERE day > (SELECT substr(CAST(CAST(max(day) AS date) - INTERVAL '30' DAY AS varchar), 1, 10) FROM events)
  AND user_source NOT IN ('sso_session', 'source_identity', 'identity_center')
  AND coalesce(role_arn, principal_arn) IS NOT NULL
  AND client_app IS NOT NULL
GROUP BY coalesce(role_arn, principal_arn), identity_type
HAVING count(DISTINCT client_app) > 1
ORDER BY applications DESC, calls DESC, principal
LIMIT 50
