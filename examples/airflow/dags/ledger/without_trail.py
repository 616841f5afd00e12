"""Whether nobody looked who asked: not the same as nobody having asked. As src/events/without-trail.ts."""

import json
from datetime import date, timedelta

from airflow.providers.amazon.aws.hooks.s3 import S3Hook

from ledger import catalog
from ledger.settings import setting

# CloudTrail may deliver a record again up to 30 days later; one more for the folder's date.
LAST_DELIVERY_DAYS = 31


def _found_no_source(delivered_day):
    """Whether the newest job that read the delivered day found no account; unknown counts as found."""
    s3, bucket = S3Hook(), setting("bucket")
    prefix = f"ledger/day={delivered_day}/job=submissions/"
    records = [json.loads(s3.read_key(key, bucket)) for key in s3.list_keys(bucket, prefix) or []]
    done = [one for one in records if one["outcome"] == "done"]
    return bool(done) and not max(done, key=lambda one: one["finished_at"])["sources"]


def is_without_trail(day):
    """True if no delivered day that may hold the calls of `day` was read, or none of them had log files."""
    this = date.fromisoformat(day)
    first, last = this - timedelta(days=1), this + timedelta(days=LAST_DELIVERY_DAYS)
    read = [one for one in catalog.published("submissions") if str(first) <= one <= str(last)]
    return all(_found_no_source(one) for one in read)
