"""Athena Ledger without Lambda: a day's history is collected, its submissions and events are built. See ../README.md."""

from datetime import date, datetime, timedelta, timezone

from airflow.providers.amazon.aws.operators.athena import AthenaOperator
from airflow.providers.amazon.aws.sensors.glue_catalog_partition import GlueCatalogPartitionSensor
from airflow.providers.amazon.aws.sensors.s3 import S3KeySensor
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import Param, dag, task, task_group
from airflow.sdk.exceptions import AirflowFailException
from airflow.timetables.interval import CronDataIntervalTimetable

from ledger import catalog, collect
from ledger.build import ATHENA, build_tasks
from ledger.lake import PARTITION_KEYS
from ledger.settings import jinja, setting
from ledger.statements import begun, rows_of
from ledger.sweep import sweep_runs

DAY = "{{ ti.xcom_pull(task_ids='day') }}"
WAITING = {"mode": "reschedule", "poke_interval": 60, "timeout": timedelta(hours=6)}


@dag(
    dag_id="athena_ledger",
    # A run is for the day in which its interval begins; the first hour leaves time for late files.
    schedule=CronDataIntervalTimetable("15 1 * * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=2)},
    params={
        "day": Param(None, type=["null", "string"], format="date", description="UTC day to build"),
        "collect": Param(True, type="boolean", description="Collect the day's history first"),
        "force": Param(False, type="boolean", description="Publish also what has fewer rows"),
    },
    user_defined_macros={"begun": begun, "trail_begun": collect.trail_begun},
    doc_md=__doc__,
)
def athena_ledger():
    @task
    def day(**context):
        """The day that this run is for."""
        begin = context.get("data_interval_start")
        asked = context["params"]["day"] or (begin and f"{begin:%Y-%m-%d}")
        if not asked or asked >= f"{datetime.now(timezone.utc):%Y-%m-%d}":
            raise AirflowFailException(f"day: {asked} is not over; name a day before today.")
        return asked

    collected = BashOperator(
        task_id="collect", bash_command=collect.command(DAY), append_env=True, skip_on_exit_code=99
    )
    history = S3KeySensor(
        task_id="history_of_all",
        bucket_key=f"s3://{jinja('bucket')}/ledger/day={DAY}/job=history/account_id=*/region=*/*.json",
        wildcard_match=True,
        check_fn=collect.has_all,
        trigger_rule="none_failed",
        **WAITING,
    )
    trail = S3KeySensor(
        task_id="trail_delivered",
        bucket_key="{{ trail_begun(ti.xcom_pull(task_ids='day'), var.json.athena_ledger) }}",
        wildcard_match=True,
        **WAITING,
    )

    @task_group
    def submissions(day):
        first, last = build_tasks("submissions", day)
        late = AthenaOperator(task_id="late_days", query="ledger/sql/late-days.sql", **ATHENA)
        trail >> first
        last >> late
        return late.output

    @task
    def days(day, late):
        """The day; and those published before it that may still change, or that late calls touch."""
        this = date.fromisoformat(day)
        back = range(1, int(setting("lookback_days", 2)) + 1)
        recent = {str(this - timedelta(days=n)) for n in back}
        touched = {row["day"] for row in rows_of(late)}
        return sorted({day} | (recent | touched) & set(catalog.published("events")))

    @task_group
    def events(day):
        build_tasks("events", day)

    published = GlueCatalogPartitionSensor(
        task_id="published",
        database_name=jinja("database"),
        table_name="events",
        expression=f"day='{DAY}'",
        **WAITING,
    )

    @task
    def sweep():
        """Superseded runs go a day after."""
        return {table: sweep_runs(table) for table in PARTITION_KEYS}

    the_day = day()
    the_day >> [collected, trail]
    collected >> history
    built = events.expand(day=days(the_day, submissions(the_day)))
    history >> built >> published >> sweep()


athena_ledger()
