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
  WHERE account_id IN (:account_ids)
    AND region IN (:regions)
    AND delivered_day = :delivered_prefix
),

-- A record whose time cannot be read belongs to the month in which it was delivered. The copy that
-- says why it came again is the later one.
ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY event_id ORDER BY addendum NULLS FIRST, region) AS nth
  FROM delivered
  WHERE CAST(event_time AS date) BETWEEN CAST(:first_day AS date) AND CAST(:last_day AS date)
    OR (event_time IS NULL AND :delivered_day BETWEEN :first_day AND :last_day)
),

written AS (
  SELECT DISTINCT event_id AS written_id
  FROM cloudtrail_events_staging
  WHERE year = :year
    AND month = :month
    AND run = :run
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
  /* callers.sql */
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
  :delivered_day AS delivered_day,
  :year AS year,
  :month AS month,
  :run AS run
FROM callers
