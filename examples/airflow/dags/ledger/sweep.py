"""Deletes runs that nobody can be reading any more. As src/core/sweep.ts does."""

import re
from datetime import datetime, timedelta, timezone

from airflow.providers.amazon.aws.hooks.s3 import S3Hook

from ledger.catalog import glue, partitions, published, published_at, run_of
from ledger.lake import run_pattern
from ledger.settings import setting

# A query that began before the publish may read the old files this long.
KEEP = timedelta(hours=24)
RUN = re.compile(r"(\d{8}T\d{6}Z)-[a-zA-Z0-9-]{1,64}")
# BatchDeletePartition takes no more (Glue API reference).
DELETE_BATCH = 25


def _begun(run):
    """When a run began, from its id; None for a folder whose name is no run's."""
    found = RUN.fullmatch(run)
    return found and datetime.strptime(found[1] + "+0000", "%Y%m%dT%H%M%SZ%z")


def _drop(table, values):
    for start in range(0, len(values), DELETE_BATCH):
        answer = glue().batch_delete_partition(
            DatabaseName=setting("database"),
            TableName=table,
            PartitionsToDelete=[{"Values": one} for one in values[start : start + DELETE_BATCH]],
        )
        kept = [
            one
            for one in answer.get("Errors", [])
            if one["ErrorDetail"]["ErrorCode"] != "EntityNotFoundException"
        ]
        if kept:
            raise RuntimeError(f"Glue kept {len(kept)} partitions of {table}: {kept[0]}")


def sweep_runs(table):
    """Never a published run, nor one that began less than 24 hours ago. Returns how many files went."""
    before = datetime.now(timezone.utc) - KEEP
    current = published(table)

    def is_over(day, run):
        partition = current.get(day)
        if partition and (run_of(partition) == run or published_at(partition) > before):
            return False
        begun = _begun(run)
        return begun is not None and begun <= before

    def over(values):
        return is_over("-".join(values[:-1]), values[-1])

    staged = [one["Values"] for one in partitions(f"{table}_staging")]
    _drop(f"{table}_staging", [values for values in staged if over(values)])
    s3, bucket = S3Hook(), setting("bucket")
    place = run_pattern(table)
    keys = [
        key
        for key in s3.list_keys(bucket, prefix=f"{table}/") or []
        if (found := place.match(key)) and over(found.groups())
    ]
    s3.delete_objects(bucket, keys)
    return len(keys)
