"""Glue: which run is published, and how another one takes its place. As src/aws/glue-catalog.ts has it."""

from datetime import datetime, timedelta, timezone

from airflow.providers.amazon.aws.hooks.glue_catalog import GlueCatalogHook

from ledger.lake import instant, location_of, partition_values
from ledger.settings import setting

PUBLISHED_AT = "published_at"


def glue():
    return GlueCatalogHook().get_conn()


def partitions(table):
    """Every partition, without its columns."""
    pages = glue().get_paginator("get_partitions")
    found = pages.paginate(
        DatabaseName=setting("database"), TableName=table, ExcludeColumnSchema=True
    )
    return [partition for page in found for partition in page["Partitions"]]


def published_at(partition):
    """Too late is the safe side: superseded runs are swept by it."""
    text = partition.get("Parameters", {}).get(PUBLISHED_AT)
    return datetime.fromisoformat(text) if text else datetime.now(timezone.utc)


def run_of(partition):
    location = partition["StorageDescriptor"]["Location"].rstrip("/")
    return location.rsplit("/run=", 1)[-1]


def published(table):
    """Partitions of the table that readers see, by day or month."""
    return {"-".join(one["Values"]): one for one in partitions(table)}


def is_replaceable(partition):
    """What was published of a day that was not over yet binds nobody."""
    end = datetime.fromisoformat(partition["Values"][0]).replace(tzinfo=timezone.utc)
    return published_at(partition) < end + timedelta(days=1, hours=1)


def publish(table, day, run):
    """Points the day's partition at the run, at once: readers see the old run or the new one."""
    client, values = glue(), partition_values(table, day)
    where = {"DatabaseName": setting("database"), "TableName": table}
    found = client.get_table(DatabaseName=where["DatabaseName"], Name=table)["Table"]
    partition = {
        "Values": values,
        "StorageDescriptor": found["StorageDescriptor"] | {"Location": location_of(table, day, run)},
        "Parameters": {PUBLISHED_AT: instant(datetime.now(timezone.utc))},
    }
    update = where | {"PartitionValueList": values, "PartitionInput": partition}
    try:
        client.update_partition(**update)
    except client.exceptions.EntityNotFoundException:
        try:
            client.create_partition(**where, PartitionInput=partition)
        except client.exceptions.AlreadyExistsException:
            client.update_partition(**update)
