"""The tasks that build a month of cloudtrail_events. As src/compact builds it."""

from datetime import date, datetime, timedelta, timezone

from airflow.providers.amazon.aws.operators.athena import AthenaOperator
from airflow.sdk import task

from ledger import lake
from ledger.build import ATHENA, names_of, new_build, note_failure, publish_if_sound
from ledger.judge import judge_month
from ledger.statements import MONTHS, audit_of, begun, written_by

NO_TRAIL = "no trail: no account has files of this month"
# Fewer than an `injected` partition takes: all columns are read, within 30 minutes.
ACCOUNTS_PER_STATEMENT = 200
WITHOUT_GAPS = "none_failed"


def last_day_of(month):
    """31 days after its first day a month is over, whatever its length."""
    return (date.fromisoformat(f"{month}-01") + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def last_day_over(month):
    """The month's last day, or yesterday if that comes first."""
    yesterday = datetime.now(timezone.utc).date() - timedelta(days=1)
    return min(last_day_of(month), yesterday)


def delivered_days_of(month, late_days, today):
    """
    Days to read: from the one before the month to so many after it, so far as they are over. Today is
    read only for a month that it lies in, which then is not whole yet.
    """
    start, last = date.fromisoformat(f"{month}-01") - timedelta(days=1), last_day_of(month)
    newest = today - timedelta(days=1) if last < today else today
    end = min(last + timedelta(days=late_days), newest)
    return [str(start + timedelta(days=n)) for n in range((end - start).days + 1)]


@task
def begin(month, **context):
    """One statement for each delivered day that has files, or for each two hundred accounts of it."""
    days = delivered_days_of(month, context["params"]["late_days"], datetime.now(timezone.utc).date())
    sources = lake.trail_sources_of(days)
    chunks = [
        chunk | {"delivered_day": day}
        for day in days
        for chunk in lake.chunks_of(sources[day], ACCOUNTS_PER_STATEMENT)
    ]
    names = sorted({name for found in sources.values() for name in names_of(found)})
    build = new_build(MONTHS, month, context)
    return build | {
        "first_day": f"{month}-01",
        "last_day": str(last_day_of(month)),
        "chunks": chunks,
        "sources": names,
    }


@task
def chunks_of(build):
    """What each mapped INSERT is about."""
    return [{"chunk": chunk} for chunk in build["chunks"]]


@task(on_failure_callback=note_failure, trigger_rule=WITHOUT_GAPS)
def publish(query_ids, **context):
    """Judges the run by its audit before anybody sees it."""
    build = begun(context["ti"])
    written = {}
    for chunk, query_id in zip(build["chunks"], query_ids or [], strict=True):
        day, rows = chunk["delivered_day"], written_by(query_id)
        before = written.get(day, 0)
        # Unknown with anything is unknown.
        written[day] = None if rows is None or before is None else before + rows
    force = context["params"]["force"]
    wrong, counts = judge_month(audit_of(context["ti"]), written, force)
    message = None if build["sources"] else NO_TRAIL
    return publish_if_sound(build, wrong, counts, build["sources"], message)


def month_tasks(month):
    """The tasks of the group. Returns the first and the last."""
    first = begin(month)
    # One at a time: each leaves out what those before it have written.
    insert = AthenaOperator.partial(
        task_id="insert",
        query=f"ledger/sql/{MONTHS}-insert.sql",
        on_failure_callback=note_failure,
        max_active_tis_per_dagrun=1,
        **ATHENA,
    ).expand(params=chunks_of(first))
    audit = AthenaOperator(
        task_id="audit",
        query=f"ledger/sql/{MONTHS}-audit.sql",
        on_failure_callback=note_failure,
        trigger_rule=WITHOUT_GAPS,
        **ATHENA,
    )
    last = publish(insert.output)
    insert >> audit >> last
    return first, last
