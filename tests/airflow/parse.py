"""Parses a folder of DAGs as Airflow does, and prints what it found, as JSON: errors, tasks with what follows each."""

import json
import sys

from airflow.dag_processing.dagbag import DagBag

bag = DagBag(dag_folder=sys.argv[1])
dags = {
    name: {
        "tasks": {
            task.task_id: {
                "operator": type(task).__mro__[0].__name__,
                "kinds": [one.__module__.split(".")[2] for one in type(task).__mro__ if one.__module__.startswith("airflow.providers.")],
                "downstream": sorted(task.downstream_task_ids),
            }
            for task in dag.tasks
        }
    }
    for name, dag in bag.dags.items()
}
print(json.dumps({"errors": bag.import_errors, "dags": dags}))
