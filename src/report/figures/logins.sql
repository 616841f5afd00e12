-- Sign-ins to the console
-- Sign-ins by day, account, user and address with its place (table addresses), whether they were let in, and whether by a second factor of
-- AWS's own: a federated user's is the provider's, and not seen. People beyond max_cells rows are left
-- out whole; those with failures stay longest.
WITH cells AS (
  SELECT
    substr(CAST(event_time AS varchar), 1, 10) AS day,
    account_id,
    region,
    user,
    user_source,
    identity_type,
    source_ip,
    country,
    city,
    succeeded,
    mfa_used,
    count(*) AS logins,
    max(event_time) AS last_at
  FROM console_logins
  WHERE year || '-' || month || '-01' BETWEEN :first_month AND :last_day
    AND substr(CAST(event_time AS varchar), 1, 10) BETWEEN :first_day AND :last_day
  GROUP BY
    substr(CAST(event_time AS varchar), 1, 10),
    account_id,
    region,
    user,
    user_source,
    identity_type,
    source_ip,
    country,
    city,
    succeeded,
    mfa_used
),
people AS (
  SELECT
    coalesce(user, '') AS person,
    sum(count(*)) OVER (
      ORDER BY sum(CASE WHEN succeeded THEN 0 ELSE logins END) DESC, sum(logins) DESC, coalesce(user, '')
    ) AS cells_so_far
  FROM cells
  GROUP BY coalesce(user, '')
)
SELECT
  c.day,
  c.account_id,
  c.region,
  c.user,
  c.user_source,
  c.identity_type,
  c.source_ip,
  c.country,
  c.city,
  c.succeeded,
  c.mfa_used,
  c.logins,
  c.last_at
FROM cells c
JOIN people p ON p.person = coalesce(c.user, '')
WHERE p.cells_so_far <= :max_cells
ORDER BY
  c.day,
  c.account_id,
  c.region,
  c.user NULLS LAST,
  c.user_source,
  c.identity_type NULLS LAST,
  c.source_ip NULLS LAST,
  c.succeeded NULLS LAST,
  c.mfa_used NULLS LAST
