-- A row for each rule that a call added to a security group, took from it or changed, as the call's
-- parameters name it; also for calls that were refused.
WITH calls AS (
  SELECT
    *,
    COALESCE(TRY(json_parse(request_parameters)), json_parse('{}')) AS request
  FROM cloudtrail_events
  WHERE event_source = 'ec2.amazonaws.com'
    AND event_name IN (
      'AuthorizeSecurityGroupIngress',
      'AuthorizeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
      'RevokeSecurityGroupEgress',
      'ModifySecurityGroupRules'
    )
),
-- Protocol and ports stand in a list of permissions, or rules by their ids, or (a single one) in the
-- request itself. A changed rule is an object, several are a list.
listed AS (
  SELECT
    *,
    COALESCE(CAST(json_extract(request, '$.ipPermissions.items') AS array(json)), CAST(ARRAY[] AS array(json)))
      || COALESCE(CAST(json_extract(request, '$.securityGroupRuleIds.items') AS array(json)), CAST(ARRAY[] AS array(json)))
      || COALESCE(
        TRY(CAST(json_extract(request, '$.ModifySecurityGroupRulesRequest.SecurityGroupRule') AS array(json))),
        ARRAY[json_extract(request, '$.ModifySecurityGroupRulesRequest.SecurityGroupRule')]
      ) AS permissions
  FROM calls
),
permitted AS (
  SELECT
    listed.*,
    permission,
    COALESCE(CAST(json_extract(permission, '$.ipRanges.items') AS array(json)), CAST(ARRAY[] AS array(json)))
      || COALESCE(CAST(json_extract(permission, '$.ipv6Ranges.items') AS array(json)), CAST(ARRAY[] AS array(json)))
      || COALESCE(CAST(json_extract(permission, '$.prefixListIds.items') AS array(json)), CAST(ARRAY[] AS array(json)))
      || COALESCE(CAST(json_extract(permission, '$.groups.items') AS array(json)), CAST(ARRAY[] AS array(json))) AS peers
  FROM listed
  CROSS JOIN UNNEST(
    CASE WHEN cardinality(filter(permissions, one -> one IS NOT NULL)) > 0
      THEN filter(permissions, one -> one IS NOT NULL)
      ELSE ARRAY[request]
    END
  ) AS t (permission)
),
rules AS (
  SELECT
    permitted.*,
    COALESCE(
      json_extract_scalar(permission, '$.securityGroupRuleId'),
      json_extract_scalar(permission, '$.SecurityGroupRuleId')
    ) AS rule_id,
    COALESCE(
      json_extract_scalar(permission, '$.ipProtocol'),
      json_extract_scalar(permission, '$.SecurityGroupRule.IpProtocol')
    ) AS protocol,
    COALESCE(
      json_extract_scalar(permission, '$.fromPort'),
      json_extract_scalar(permission, '$.SecurityGroupRule.FromPort')
    ) AS first_port,
    COALESCE(
      json_extract_scalar(permission, '$.toPort'),
      json_extract_scalar(permission, '$.SecurityGroupRule.ToPort')
    ) AS last_port,
    COALESCE(
      json_extract_scalar(peer, '$.cidrIp'),
      json_extract_scalar(peer, '$.SecurityGroupRule.CidrIpv4')
    ) AS ipv4,
    COALESCE(
      json_extract_scalar(peer, '$.cidrIpv6'),
      json_extract_scalar(peer, '$.SecurityGroupRule.CidrIpv6')
    ) AS ipv6,
    COALESCE(
      json_extract_scalar(peer, '$.prefixListId'),
      json_extract_scalar(peer, '$.SecurityGroupRule.PrefixListId')
    ) AS prefix_list,
    -- In the request itself groupId is the group that is changed.
    COALESCE(
      CASE WHEN cardinality(peers) > 0 THEN json_extract_scalar(peer, '$.groupId') END,
      CASE WHEN cardinality(peers) > 0 THEN json_extract_scalar(peer, '$.groupName') END,
      json_extract_scalar(peer, '$.sourceSecurityGroupName'),
      json_extract_scalar(peer, '$.SecurityGroupRule.ReferencedGroupId')
    ) AS peer_group,
    COALESCE(
      json_extract_scalar(peer, '$.description'),
      json_extract_scalar(peer, '$.SecurityGroupRule.Description')
    ) AS rule_description
  FROM permitted
  CROSS JOIN UNNEST(CASE WHEN cardinality(peers) > 0 THEN peers ELSE ARRAY[permission] END) AS t (peer)
)
SELECT
  event_time,
  account_id,
  region,
  user,
  user_source,
  principal_arn,
  source_ip,
  event_name,
  CASE
    WHEN event_name LIKE 'Authorize%' THEN 'added'
    WHEN event_name LIKE 'Revoke%' THEN 'removed'
    ELSE 'changed'
  END AS change,
  CASE
    WHEN event_name LIKE '%Ingress' THEN 'ingress'
    WHEN event_name LIKE '%Egress' THEN 'egress'
  END AS direction,
  COALESCE(
    json_extract_scalar(request, '$.groupId'),
    json_extract_scalar(request, '$.groupName'),
    json_extract_scalar(request, '$.ModifySecurityGroupRulesRequest.GroupId')
  ) AS security_group,
  rule_id,
  protocol,
  TRY(CAST(first_port AS bigint)) AS from_port,
  TRY(CAST(last_port AS bigint)) AS to_port,
  CASE
    WHEN ipv4 IS NOT NULL THEN 'ipv4'
    WHEN ipv6 IS NOT NULL THEN 'ipv6'
    WHEN prefix_list IS NOT NULL THEN 'prefix_list'
    WHEN peer_group IS NOT NULL THEN 'group'
  END AS peer_type,
  COALESCE(ipv4, ipv6, prefix_list, peer_group) AS peer,
  NULLIF(rule_description, '') AS description,
  error_code,
  event_id,
  year,
  month
FROM rules
