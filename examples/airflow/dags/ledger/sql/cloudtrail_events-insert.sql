{#- Made from src by `node tools/run.mjs tools/airflow-sql.ts`; change it there. -#}
{%- set build = begun(ti) -%}
{%- set chunk = params.chunk -%}
-- The events of one month among the records that were delivered on one day, each once: what an earlier
-- statement of the run has written already is left out, so a statement may be repeated.
-- One pass over the trail; the partition columns come last, as INSERT INTO wants them.
INSERT INTO cloudtrail_events_staging
WITH

delivered AS (
  SELECT
    NULLIF(eventid, '') AS event_id,
    eventtime,
    -- TRY: one record with a broken time must not stop the month; it is counted as `unreadable`.
    TRY(CAST(from_iso8601_timestamp(eventtime) AT TIME ZONE 'UTC' AS timestamp(3))) AS event_time,
    eventsource,
    eventname,
    COALESCE(NULLIF(recipientaccountid, ''), account_id) AS account_id,
    COALESCE(NULLIF(awsregion, ''), region) AS region,
    useridentity,
    sourceipaddress,
    useragent,
    errorcode,
    errormessage,
    readonly,
    eventtype,
    eventcategory,
    requestid,
    sharedeventid,
    sessioncredentialfromconsole,
    vpcendpointid,
    vpcendpointaccountid,
    requestparameters,
    responseelements,
    additionaleventdata,
    resources,
    serviceeventdetails,
    edgedevicedetails,
    addendum,
    tlsdetails,
    eventversion,
    apiversion
  FROM cloudtrail
  WHERE account_id IN ('{{ chunk.account_ids | join("', '") }}')
    AND region IN ('{{ chunk.regions | join("', '") }}')
    AND delivered_day = '{{ chunk.delivered_day.replace('-', '/') }}'
),

-- A record whose time cannot be read belongs to the month in which it was delivered. The copy that
-- says why it came again is the later one.
ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY addendum NULLS FIRST, region) AS nth
  FROM delivered
  WHERE CAST(event_time AS date) BETWEEN CAST('{{ build.first_day }}' AS date) AND CAST('{{ build.last_day }}' AS date)
    OR (event_time IS NULL AND '{{ chunk.delivered_day }}' BETWEEN '{{ build.first_day }}' AND '{{ build.last_day }}')
),

written AS (
  SELECT DISTINCT event_id AS written_id
  FROM cloudtrail_events_staging
  WHERE year = '{{ build.day[:4] }}'
    AND month = '{{ build.day[5:] }}'
    AND run = '{{ build.run }}'
    AND event_id IS NOT NULL
),

-- A record without an id cannot be told from its copies: each stays.
records AS (
  SELECT ranked.*
  FROM ranked
  LEFT JOIN written
    ON written_id = event_id
  WHERE written_id IS NULL
    AND (nth = 1 OR event_id IS NULL)
),

callers AS (
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
)

SELECT
  event_id,
  event_time,
  CASE WHEN event_time IS NULL THEN eventtime END AS unreadable_time,
  NULLIF(eventsource, '') AS event_source,
  NULLIF(eventname, '') AS event_name,
  account_id,
  region,
  user,
  user_source,
  identity_type,
  principal_id,
  principal_arn,
  role_name,
  role_arn,
  session_name,
  source_identity,
  identity_center_user_id,
  federated_provider,
  invoked_by,
  access_key_id,
  mfa_authenticated,
  source_ip,
  user_agent,
  vpc_endpoint_id,
  client_app,
  identity_account_id,
  user_name,
  NULLIF(useridentity.identityprovider, '') AS identity_provider,
  NULLIF(useridentity.onbehalfof.identitystorearn, '') AS identity_store_arn,
  NULLIF(useridentity.sessioncontext.attributes.creationdate, '') AS session_created,
  NULLIF(useridentity.sessioncontext.sessionissuer.type, '') AS issuer_type,
  NULLIF(useridentity.sessioncontext.sessionissuer.principalid, '') AS issuer_principal_id,
  NULLIF(useridentity.sessioncontext.sessionissuer.accountid, '') AS issuer_account_id,
  issuer_name,
  issuer_arn,
  NULLIF(useridentity.sessioncontext.ec2roledelivery, '') AS ec2_role_delivery,
  NULLIF(errorcode, '') AS error_code,
  NULLIF(errormessage, '') AS error_message,
  CASE lower(readonly) WHEN 'true' THEN true WHEN 'false' THEN false END AS read_only,
  NULLIF(eventtype, '') AS event_type,
  NULLIF(eventcategory, '') AS event_category,
  NULLIF(requestid, '') AS request_id,
  NULLIF(sharedeventid, '') AS shared_event_id,
  CASE lower(sessioncredentialfromconsole) WHEN 'true' THEN true WHEN 'false' THEN false END AS session_from_console,
  NULLIF(vpcendpointaccountid, '') AS vpc_endpoint_account_id,
  requestparameters AS request_parameters,
  responseelements AS response_elements,
  additionaleventdata AS additional_event_data,
  resources,
  serviceeventdetails AS service_event_details,
  edgedevicedetails AS edge_device_details,
  addendum,
  NULLIF(tlsdetails.tlsversion, '') AS tls_version,
  NULLIF(tlsdetails.ciphersuite, '') AS tls_cipher_suite,
  NULLIF(tlsdetails.clientprovidedhostheader, '') AS tls_host,
  NULLIF(eventversion, '') AS event_version,
  NULLIF(apiversion, '') AS api_version,
  '{{ chunk.delivered_day }}' AS delivered_day,
  '{{ build.day[:4] }}' AS year,
  '{{ build.day[5:] }}' AS month,
  '{{ build.run }}' AS run
FROM callers
