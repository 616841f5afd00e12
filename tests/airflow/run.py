"""Runs DAGs as `airflow dags test` does, on a database of its own. Arguments: DAG, logical date, configuration (JSON)."""

import json
import sys

from airflow.dag_processing.dagbag import DagBag
from airflow.sdk.timezone import parse
from airflow.configuration import conf
from airflow.utils.db import initdb

name, logical_date, run_conf = sys.argv[1:]
initdb()
folder = conf.get("core", "dags_folder")
sys.path.insert(0, folder)
run = DagBag(folder).dags[name].test(logical_date=parse(logical_date), run_conf=json.loads(run_conf))
states = {}
for ti in run.get_task_instances():
    states.setdefault(ti.task_id, []).append(str(ti.state))
print("\n" + json.dumps({"state": str(run.state), "tasks": states}))
