-- From where, with what and as whom
-- By day: the address, the application and the identity behind each user, and the rule that named the
-- user (user_source). Long-lived access keys are shortened, those of sessions left out. Beyond max_cells
-- rows people are left out whole, the cheapest first, but never root.
WITH ranked AS (
  -- Whose days alone are too many needs no closer look.
  SELECT
    user AS person,
    row_number() OVER (
      ORDER BY
        max(CASE WHEN user_source = 'root' THEN 1 ELSE 0 END) DESC,
        sum(cost_usd) DESC NULLS LAST,
        count(*) DESC,
        user
    ) AS nth,
    sum(count(DISTINCT day)) OVER (
      ORDER BY
        max(CASE WHEN user_source = 'root' THEN 1 ELSE 0 END) DESC,
        sum(cost_usd) DESC NULLS LAST,
        count(*) DESC,
        user
    ) AS days_so_far
  FROM events
  WHERE day BETWEEN :first_day AND :last_day
    AND user IS NOT NULL
  GROUP BY user
),
cells AS (
  SELECT
    nth,
    day,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team') AS team,
    user,
    user_source,
    identity_type,
    coalesce(role_arn, principal_arn) AS principal,
    CASE WHEN substr(access_key_id, 1, 4) = 'AKIA' THEN 'AKIA…' || substr(access_key_id, -4) END AS access_key,
    source_ip,
    client_app,
    mfa_authenticated,
    count(*) AS queries,
    count(*) FILTER (WHERE state = 'REJECTED') AS refused,
    sum(data_scanned) AS data_scanned,
    max(submitted_at) AS last_at
  FROM events
  JOIN ranked ON person = user
  WHERE day BETWEEN :first_day AND :last_day
    AND days_so_far <= :max_cells
  GROUP BY
    nth,
    day,
    account_id,
    region,
    workgroup,
    element_at(workgroup_tags, 'team'),
    user,
    user_source,
    identity_type,
    coalesce(role_arn, principal_arn),
    CASE WHEN substr(access_key_id, 1, 4) = 'AKIA' THEN 'AKIA…' || substr(access_key_id, -4) END,
    source_ip,
    client_app,
    mfa_authenticated
),
people AS (
  SELECT nth, sum(count(*)) OVER (ORDER BY nth) AS cells_so_far
  FROM cells
  GROUP BY nth
)
SELECT
  c.day,
  c.account_id,
  c.region,
  c.workgroup,
  c.team,
  c.user,
  c.user_source,
  c.identity_type,
  c.principal,
  c.access_key,
  c.source_ip,
  c.client_app,
  c.mfa_authenticated,
  c.queries,
  c.refused,
  c.data_scanned,
  c.last_at
FROM cells c
JOIN people p ON p.nth = c.nth
WHERE p.cells_so_far <= :max_cells
ORDER BY
  c.user,
  c.day,
  c.account_id,
  c.region,
  c.workgroup,
  c.team NULLS LAST,
  c.user_source,
  c.identity_type NULLS LAST,
  c.principal NULLS LAST,
  c.access_key NULLS LAST,
  c.source_ip NULLS LAST,
  c.client_app NULLS LAST,
  c.mfa_authenticated NULLS LAST
