"""The lake in S3: its keys, the trail's folders, the ledger's records. As src/core/lake.ts and ledger.ts have them."""

import json
import re
from datetime import datetime, timezone
from urllib.parse import urlsplit

from airflow.providers.amazon.aws.hooks.s3 import S3Hook

from ledger.settings import setting

DAY_KEY = {"events": "day", "submissions": "delivered_day"}
ACCOUNT = re.compile(r"\d{12}")
REGION = re.compile(r"[a-z]+(-[a-z]+)+-\d+")
# An `injected` partition takes at most so many values in one IN list (Athena user guide).
ACCOUNTS_PER_STATEMENT = 1000


def run_prefix(table, day, run):
    return f"{table}/{DAY_KEY[table]}={day}/run={run}/"


def location_of(table, day, run):
    return f"s3://{setting('bucket')}/{run_prefix(table, day, run)}"


def instant(time):
    """ISO-8601, UTC, milliseconds, Z."""
    return time.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _folders(s3, bucket, prefix, name):
    found = s3.list_prefixes(bucket, prefix=prefix, delimiter="/") or []
    last = [folder[len(prefix) : -1] for folder in found]
    return sorted(one for one in last if name.fullmatch(one))


def trail_sources(delivered_day):
    """Accounts and regions with log files of the day, found by listing: `[account, region]`, sorted."""
    s3 = S3Hook()
    location = urlsplit(setting("trail_location"))
    bucket, root = location.netloc, location.path.strip("/") + "/"
    folder = delivered_day.replace("-", "/")
    sources = []
    for account in _folders(s3, bucket, root, ACCOUNT):
        above = f"{root}{account}/CloudTrail/"
        for region in _folders(s3, bucket, above, REGION):
            if s3.check_for_prefix(f"{above}{region}/{folder}/", "/", bucket):
                sources.append([account, region])
    return sources


def chunks_of(sources):
    """What one statement reads: accounts, and the regions that these have."""
    accounts = list(dict.fromkeys(account for account, _ in sources))
    chunks = []
    for start in range(0, len(accounts), ACCOUNTS_PER_STATEMENT):
        named = accounts[start : start + ACCOUNTS_PER_STATEMENT]
        regions = dict.fromkeys(region for account, region in sources if account in set(named))
        chunks.append({"account_ids": named, "regions": list(regions)})
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
    folder = f"ledger/day={build['day']}/job={build['table']}/account_id={account}/region={region}/"
    text = json.dumps(line, separators=(",", ":")) + "\n"
    S3Hook().load_string(text, f"{folder}{line['run']}.json", setting("bucket"), replace=True)
