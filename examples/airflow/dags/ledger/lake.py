"""The lake in S3: its keys, the trail's folders, the ledger's records. As src/core/lake.ts and ledger.ts have them."""

import json
import re
from datetime import datetime, timezone
from urllib.parse import urlsplit

from airflow.providers.amazon.aws.hooks.s3 import S3Hook

from ledger.settings import setting

# Partition keys of the published tables. The "day" of `cloudtrail_events` is a month, YYYY-MM.
PARTITION_KEYS = {
    "events": ["day"],
    "submissions": ["delivered_day"],
    "cloudtrail_events": ["year", "month"],
}
ACCOUNT = re.compile(r"\d{12}")
REGION = re.compile(r"[a-z]+(-[a-z]+)+-\d+")
DAY = re.compile(r"\d\d")


def partition_values(table, day):
    return day.split("-") if len(PARTITION_KEYS[table]) > 1 else [day]


def location_of(table, day, run):
    values = zip(PARTITION_KEYS[table], partition_values(table, day))
    folders = "".join(f"{key}={value}/" for key, value in values)
    return f"s3://{setting('bucket')}/{table}/{folders}run={run}/"


def run_pattern(table):
    """Finds the partition's values and the run in a key below the table's folder."""
    folders = "".join(f"{key}=([^/]+)/" for key in PARTITION_KEYS[table])
    return re.compile(f"{table}/{folders}run=([^/]+)/")


def instant(time):
    """ISO-8601, UTC, milliseconds, Z."""
    return time.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _folders(s3, bucket, prefix, name):
    found = s3.list_prefixes(bucket, prefix=prefix, delimiter="/") or []
    last = [folder[len(prefix) : -1] for folder in found]
    return sorted(one for one in last if name.fullmatch(one))


def _branches(s3, bucket, root):
    """Account, region and folder of each region that the trail has a folder for, sorted."""
    for account in _folders(s3, bucket, root, ACCOUNT):
        above = f"{root}{account}/CloudTrail/"
        for region in _folders(s3, bucket, above, REGION):
            yield account, region, f"{above}{region}/"


def trail_sources(delivered_day):
    """Accounts and regions with log files of the day, found by listing: `[account, region]`, sorted."""
    return trail_sources_of([delivered_day])[delivered_day]


def trail_sources_of(delivered_days):
    """The same of many days; of each account and region the folders of a month are listed once."""
    s3, location = S3Hook(), urlsplit(setting("trail_location"))
    bucket, root = location.netloc, location.path.strip("/") + "/"
    months = sorted({day[:7] for day in delivered_days})
    sources = {day: [] for day in delivered_days}
    for account, region, folder in _branches(s3, bucket, root):
        for month in months:
            prefix = f"{folder}{month.replace('-', '/')}/"
            for of_month in _folders(s3, bucket, prefix, DAY):
                sources.get(f"{month}-{of_month}", []).append([account, region])
    return sources


def chunks_of(sources, most_accounts):
    """What one statement reads: so many accounts, and the regions that these have."""
    accounts = list(dict.fromkeys(account for account, _ in sources))
    chunks = []
    for start in range(0, len(accounts), most_accounts):
        named = dict.fromkeys(accounts[start : start + most_accounts])
        regions = dict.fromkeys(region for account, region in sources if account in named)
        chunks.append({"account_ids": list(named), "regions": list(regions)})
    return chunks


def write_record(build, **result):
    """One object of the ledger. `build` is what begin() made; result: outcome, counts, message, …"""
    account, region = setting("account_id"), setting("region")
    line = {
        "job": build["table"],
        "run": build["run"],
        "account_id": account,
        "region": region,
        "started_at": build["started_at"],
        "finished_at": instant(datetime.now(timezone.utc)),
        "counts": {},
        "pending": [],
        "sources": [],
        "message": None,
        **result,
    }
    # What was done for a month stands under its first day.
    day = build["day"] if len(build["day"]) > len("YYYY-MM") else f"{build['day']}-01"
    folder = f"ledger/day={day}/job={build['table']}/account_id={account}/region={region}/"
    text = json.dumps(line, separators=(",", ":")) + "\n"
    S3Hook().load_string(text, f"{folder}{line['run']}.json", setting("bucket"), replace=True)
