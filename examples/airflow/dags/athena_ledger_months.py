"""CloudTrail as monthly Parquet without Lambda: the table cloudtrail_events. See ../README.md."""

from datetime import datetime, timedelta, timezone

from airflow.providers.amazon.aws.sensors.s3 import S3KeySensor
from airflow.sdk import Param, dag, task, task_group
from airflow.sdk.exceptions import AirflowFailException
from airflow.timetables.interval import CronDataIntervalTimetable

from ledger import collect
from ledger.month import last_day_over, month_tasks
from ledger.statements import begun


@dag(
    dag_id="athena_ledger_months",
    # A run is for the month in which its interval begins, on the 2nd.
    schedule=CronDataIntervalTimetable("30 3 2 * *", timezone="UTC"),
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=2)},
    params={
        "month": Param(None, type=["null", "string"], pattern=r"^20\d\d-(0[1-9]|1[0-2])$"),
        "late_days": Param(31, type="integer", minimum=0, maximum=31),
        "force": Param(False, type="boolean", description="Publish also what has fewer rows"),
    },
    user_defined_macros={
        "begun": begun,
        "last_day_over": last_day_over,
        "trail_begun": collect.trail_begun,
    },
    doc_md=__doc__,
)
def athena_ledger_months():
    @task
    def month(**context):
        """The month that this run is for."""
        begin = context.get("data_interval_start")
        asked = context["params"]["month"] or (begin and f"{begin:%Y-%m}")
        if not asked or asked > f"{datetime.now(timezone.utc):%Y-%m}":
            raise AirflowFailException(f"month: {asked} has not begun.")
        return asked

    @task_group
    def cloudtrail_events(month):
        first, _last = month_tasks(month)
        trail >> first

    the_month = month()
    trail = S3KeySensor(
        task_id="trail_delivered",
        bucket_key="{{ trail_begun(last_day_over(ti.xcom_pull(task_ids='month')), var.json.athena_ledger) }}",
        wildcard_match=True,
        mode="reschedule",
        poke_interval=60,
        timeout=timedelta(hours=6),
    )
    the_month >> trail
    cloudtrail_events(the_month)


athena_ledger_months()
