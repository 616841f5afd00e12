-- Who called, of each of the records: all their columns, and those that `submissions`, `events` and
-- `cloudtrail_events` have of the caller. A part of their statements (sql-text.ts puts it in), which
-- reads `records`; these must have useridentity, sourceipaddress, useragent and vpcendpointid.
WITH

identities AS (
  SELECT
    *,
    NULLIF(useridentity.type, '') AS identity_type,
    NULLIF(useridentity.principalid, '') AS principal_id,
    NULLIF(useridentity.arn, '') AS principal_arn,
    NULLIF(useridentity.accountid, '') AS identity_account_id,
    NULLIF(useridentity.username, '') AS user_name,
    NULLIF(useridentity.sessioncontext.sessionissuer.username, '') AS issuer_name,
    NULLIF(useridentity.sessioncontext.sessionissuer.arn, '') AS issuer_arn,
    NULLIF(useridentity.sessioncontext.sourceidentity, '') AS source_identity,
    NULLIF(useridentity.onbehalfof.userid, '') AS identity_center_user_id,
    COALESCE(
      NULLIF(useridentity.sessioncontext.webidfederationdata.federatedprovider, ''),
      NULLIF(useridentity.identityprovider, '')
    ) AS federated_provider,
    NULLIF(useridentity.invokedby, '') AS invoked_by,
    NULLIF(useridentity.accesskeyid, '') AS access_key_id,
    useridentity.sessioncontext.attributes.mfaauthenticated AS mfa,
    NULLIF(sourceipaddress, '') AS source_ip,
    NULLIF(useragent, '') AS user_agent,
    NULLIF(vpcendpointid, '') AS vpc_endpoint_id
  FROM records
),

-- An assumed role's name and session stand in its ARN, arn:…:assumed-role/ROLE/SESSION, also where
-- the record has no sessionIssuer.
roles AS (
  SELECT
    *,
    CASE WHEN identity_type = 'AssumedRole' THEN
      COALESCE(issuer_name, regexp_extract(principal_arn, ':assumed-role/([^/]+)/', 1))
    END AS role_name,
    CASE WHEN identity_type = 'AssumedRole' THEN issuer_arn END AS role_arn,
    CASE WHEN identity_type = 'AssumedRole' THEN
      COALESCE(
        regexp_extract(principal_arn, ':assumed-role/[^/]+/(.+)$', 1),
        regexp_extract(principal_id, ':(.+)$', 1)
      )
    END AS session_name,
    CASE WHEN identity_type IN ('SAMLUser', 'WebIdentityUser', 'FederatedUser') THEN
      COALESCE(user_name, regexp_extract(principal_arn, '([^/]+)$', 1))
    END AS federated_name
  FROM identities
),

-- A machine's session name says nothing about who: EC2 instances, SDK defaults, Glue, ECS and
-- QuickSight (32 hex digits), time stamps.
sessions AS (
  SELECT
    *,
    regexp_like(
      session_name,
      '^i-[0-9a-f]+$|^botocore-session-|^aws-sdk-|^AssumeRoleSession|^GlueJobRunnerSession$|^[0-9a-fA-F]{32}$|^[0-9]{10,}$'
    ) AS is_machine_session
  FROM roles
),

-- The first rule that applies; docs/decisions/0004-user-rules.md says why in this order.
rules AS (
  SELECT
    *,
    CASE
      WHEN source_identity IS NOT NULL THEN 'source_identity'
      WHEN role_name LIKE 'AWSReservedSSO\_%' ESCAPE '\' AND session_name IS NOT NULL THEN 'sso_session'
      WHEN identity_center_user_id IS NOT NULL THEN 'identity_center'
      WHEN federated_name IS NOT NULL THEN 'federated'
      WHEN session_name IS NOT NULL AND NOT is_machine_session THEN 'session_name'
      WHEN identity_type = 'IAMUser' AND user_name IS NOT NULL THEN 'iam_user'
      WHEN role_name IS NOT NULL THEN 'role_name'
      WHEN identity_type = 'Root' THEN 'root'
      WHEN invoked_by IS NOT NULL THEN 'service'
      WHEN identity_account_id IS NOT NULL THEN 'account'
    END AS user_source
  FROM sessions
)

SELECT
  *,
  CASE user_source
    WHEN 'source_identity' THEN source_identity
    WHEN 'sso_session' THEN session_name
    WHEN 'identity_center' THEN identity_center_user_id
    WHEN 'federated' THEN federated_name
    WHEN 'session_name' THEN session_name
    WHEN 'iam_user' THEN user_name
    WHEN 'role_name' THEN role_name
    WHEN 'root' THEN 'root'
    WHEN 'service' THEN invoked_by
    WHEN 'account' THEN identity_account_id
  END AS user,
  CASE lower(mfa) WHEN 'true' THEN true WHEN 'false' THEN false END AS mfa_authenticated,
  CASE
    WHEN user_agent LIKE 'Mozilla/%' THEN 'browser'
    ELSE regexp_extract(user_agent, '^\[?([^/ \]]+)', 1)
  END AS client_app
FROM rules
