-- Every source address that events and months of the trail name, each once, in order.
SELECT source_ip
FROM (
  SELECT source_ip FROM events
  UNION
  SELECT source_ip FROM cloudtrail_events
) named
WHERE source_ip IS NOT NULL
ORDER BY source_ip
