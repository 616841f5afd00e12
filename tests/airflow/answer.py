"""What Airflow makes of a folder of DAGs. Reads a question from standard input, answers on standard output; JSON.

{"folder": DAGs, "variable": settings, "renders": [{"task", "xcoms", "params", "try_number", "map_index"}],
 "judges": [{"table", "found", "rows_written", "force"}], "days": [[month, late_days, today]]}
"""

import json
import sys
from datetime import date

from airflow.dag_processing.dagbag import DagBag
from airflow.sdk.execution_time import macros

DAG_ID = "athena_ledger"


def described(task):
    kind = task.operator_class if task.is_mapped else type(task)
    kinds = [one for one in kind.__mro__ if one.__module__.startswith("airflow.providers.amazon.")]
    return {
        "operator": kinds[0].__name__ if kinds else kind.__name__,
        "downstream": sorted(task.downstream_task_ids),
        "mapped": task.is_mapped or task.get_closest_mapped_task_group() is not None,
    }


class Ti:
    """A task instance as templates see it."""

    def __init__(self, task, xcoms=None, try_number=1, map_index=-1, **_rest):
        self.task_id, self.xcoms, self.try_number, self.map_index = task, xcoms or {}, try_number, map_index

    def xcom_pull(self, task_ids, key="return_value", map_indexes=None):
        assert map_indexes in (None, -1, self.map_index)
        return self.xcoms.get(f"{task_ids}/{key}")


class Var:
    def __init__(self, value):
        self.json = type("Json", (), {DAG_ID: value})


def rendered(bag, asked, variable):
    """Each templated field of a task, rendered by the task itself."""
    dag = bag.dags[asked.get("dag", DAG_ID)]
    task = dag.get_task(asked["task"])
    context = {"ti": Ti(**asked), "macros": macros, "var": Var(variable), "params": asked.get("params", {})}
    context |= dag.user_defined_macros
    env = task.get_template_env(dag)
    given = task.partial_kwargs if task.is_mapped else vars(task)
    fields = {name: given.get(name) for name in task.template_fields}
    return {name: task.render_template(value, context, env) for name, value in fields.items() if isinstance(value, str)}


question = json.load(sys.stdin)
sys.path.insert(0, question["folder"])
bag = DagBag(question["folder"])
from ledger.judge import JUDGES, judge_month  # noqa: E402
from ledger.month import delivered_days_of  # noqa: E402

JUDGES |= {"cloudtrail_events": judge_month}

answer = {
    "errors": bag.import_errors,
    "dags": {name: {task.task_id: described(task) for task in dag.tasks} for name, dag in bag.dags.items()},
    "renders": [rendered(bag, asked, question["variable"]) for asked in question["renders"]] if not bag.import_errors else [],
    "judges": [JUDGES[table](found, written, force) for table, found, written, force in question["judges"]],
    "days": [delivered_days_of(month, late, date.fromisoformat(today)) for month, late, today in question.get("days", [])],
}
print("\n" + json.dumps(answer))
