"""Write, audit, publish: the tasks that build a day of submissions or of events. As src/core/partition-run.ts."""

import hashlib
from datetime import datetime, timezone

from airflow.providers.amazon.aws.operators.athena import AthenaOperator
from airflow.sdk import task
from airflow.sdk.exceptions import AirflowFailException

from ledger import catalog, lake
from ledger.judge import JUDGES
from ledger.settings import jinja
from ledger.statements import InsertOperator, audit_of, begun, rows_written
from ledger.without_trail import is_without_trail

NO_TRAIL = {
    "submissions": "no trail: no account or region has files of this day",
    "events": "no trail: no log file of any account was delivered for this day, so no event says who",
}
# Where a statement runs, and how. The SQL stays out of the log.
ATHENA = {
    "database": jinja("database"),
    "workgroup": jinja("workgroup"),
    "log_query": False,
    "sleep_time": 5,
}


# An `injected` partition takes at most so many values in one IN list (Athena user guide).
ACCOUNTS_PER_STATEMENT = 1000


def new_build(table, day, context):
    """Names the run: its id carries the time, by which it is swept."""
    now = datetime.now(timezone.utc)
    seed = f"{context['run_id']} {table} {day} {context['ti'].try_number}"
    run = f"{now:%Y%m%dT%H%M%SZ}-{hashlib.sha256(seed.encode()).hexdigest()[:8]}"
    return {"table": table, "day": day, "run": run, "started_at": lake.instant(now)}


def names_of(sources):
    return [f"{account}/{region}" for account, region in sources]


@task
def begin(table, day, **context):
    """What the tasks after it build, and from what."""
    build = new_build(table, day, context)
    if table != "submissions":
        return build
    sources = lake.trail_sources(day)
    chunks = lake.chunks_of(sources, ACCOUNTS_PER_STATEMENT)
    return build | {"sources": names_of(sources), "chunks": chunks}


def note_failure(context):
    """The ledger says of a build that failed what it failed of."""
    message = " ".join(str(context.get("exception") or "failed").split())
    lake.write_record(begun(context["ti"]), outcome="failed", message=message)


def publish_if_sound(build, wrong, counts, sources, message):
    """Points the partition at the run and writes the ledger's record; or fails, and nothing changes."""
    table, day, run = build["table"], build["day"], build["run"]
    if wrong:
        raise AirflowFailException(f"{table} {day}: {'; '.join(wrong)}. Nothing was published.")
    catalog.publish(table, day, run)
    counts = counts | {"files_skipped": 0}
    lake.write_record(build, outcome="done", counts=counts, sources=sources, message=message)
    return run


@task(on_failure_callback=note_failure)
def publish(**context):
    """Judges the run by its audit before anybody sees it."""
    ti = context["ti"]
    build = begun(ti)
    table = build["table"]
    before = catalog.published(table).get(build["day"])
    force = context["params"]["force"] or (before is not None and catalog.is_replaceable(before))
    [found] = audit_of(ti)
    wrong, counts = JUDGES[table](found, rows_written(ti), force)
    sources = build.get("sources", [])
    without_trail = is_without_trail(build["day"]) if table == "events" else not sources
    message = NO_TRAIL[table] if without_trail else None
    return publish_if_sound(build, wrong, counts, sources, message)


def build_tasks(table, day):
    """The four tasks, in the group that they are called in. Returns the first and the last."""
    insert = InsertOperator(
        task_id="insert",
        query=f"ledger/sql/{table}-insert.sql",
        on_failure_callback=note_failure,
        **ATHENA,
    )
    audit = AthenaOperator(
        task_id="audit",
        query=f"ledger/sql/{table}-audit.sql",
        on_failure_callback=note_failure,
        **ATHENA,
    )
    first, last = begin(table, day), publish()
    first >> insert >> audit >> last
    return first, last
