-- Records that the table cloudtrail finds under one account, region and delivered day.
SELECT COUNT(*) AS records
FROM cloudtrail
WHERE account_id = :account_id AND region = :region AND delivered_day = :delivered_prefix
