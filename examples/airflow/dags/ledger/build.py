"""Write, audit, publish: the tasks that build a day of submissions or of events. As src/core/partition-run.ts."""

import hashlib
from datetime import datetime, timezone

from airflow.providers.amazon.aws.operators.athena import AthenaOperator
from airflow.sdk import task
from airflow.sdk.exceptions import AirflowFailException

from ledger import catalog, lake
from ledger.judge import JUDGES
from ledger.settings import jinja
from ledger.statements import InsertOperator, begun, outcome_of

NO_TRAIL = "no trail: no account or region has files of this day"
# Where a statement runs, and how. The SQL stays out of the log.
ATHENA = {
    "database": jinja("database"),
    "workgroup": jinja("workgroup"),
    "log_query": False,
    "sleep_time": 5,
}


@task
def begin(table, day, **context):
    """Names the run: its id carries the time, by which it is swept."""
    now = datetime.now(timezone.utc)
    seed = f"{context['run_id']} {table} {day} {context['ti'].try_number}"
    build = {
        "table": table,
        "day": day,
        "run": f"{now:%Y%m%dT%H%M%SZ}-{hashlib.sha256(seed.encode()).hexdigest()[:8]}",
        "started_at": lake.instant(now),
    }
    if table == "submissions":
        sources = lake.trail_sources(day)
        names = [f"{account}/{region}" for account, region in sources]
        build |= {"sources": names, "chunks": lake.chunks_of(sources)}
    return build


def note_failure(context):
    """The ledger says of a build that failed what it failed of."""
    message = " ".join(str(context.get("exception") or "failed").split())
    lake.write_record(begun(context["ti"]), outcome="failed", message=message)


@task(on_failure_callback=note_failure)
def publish(**context):
    """Judges the run by its audit, points the partition at it, writes the ledger's record."""
    ti = context["ti"]
    build = begun(ti)
    table, day, run = build["table"], build["day"], build["run"]
    found, rows_written = outcome_of(ti)
    before = catalog.published(table).get(day)
    force = context["params"]["force"] or (before is not None and catalog.is_replaceable(before))
    wrong, counts = JUDGES[table](found, rows_written, force)
    if wrong:
        raise AirflowFailException(f"{table} {day}: {'; '.join(wrong)}. Nothing was published.")
    catalog.publish(table, day, run)
    sources = build.get("sources", [])
    message = NO_TRAIL if table == "submissions" and not sources else None
    counts["files_skipped"] = 0
    lake.write_record(build, outcome="done", counts=counts, sources=sources, message=message)
    return run


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
