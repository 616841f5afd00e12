"""Statements of a build: which run they write to, how they are started, what came of them."""

import hashlib

from airflow.providers.amazon.aws.hooks.athena import AthenaHook
from airflow.providers.amazon.aws.operators.athena import AthenaOperator

# Between two statements of one task; our SQL has none of its own on a line.
SEPARATOR = "\n;\n"


MONTHS = "cloudtrail_events"


def _of_group(ti, task, key="return_value"):
    """What a task of the same group left for this one: that of the same day, if the group is mapped."""
    group = ti.task_id.rpartition(".")[0]
    # Of a month one task is mapped, not the group.
    place = -1 if group == MONTHS or ti.map_index is None else ti.map_index
    return ti.xcom_pull(task_ids=f"{group}.{task}", key=key, map_indexes=place)


def begun(ti):
    """
    What begin() made for the build that a task belongs to. Each try to insert writes to a folder of its own, since
    a failed INSERT may leave files behind; the tasks after it read that of the try that succeeded.
    """
    build = _of_group(ti, "begin")
    if build["table"] == MONTHS:
        # Its statements leave out what an earlier try has written: src/compact/README.md.
        return build
    if ti.task_id.endswith(".insert"):
        return build | {"run": f"{build['run']}-{ti.try_number}"}
    return build | {"run": _of_group(ti, "insert", "run") or build["run"]}


def token(*parts):
    """The ClientRequestToken of one statement: the same for the same run, which holds the try."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class InsertOperator(AthenaOperator):
    """An AthenaOperator for the INSERT statements of one run, one after another; a retry repeats all of them."""

    def execute(self, context):
        ti = context["ti"]
        build = begun(ti)
        statements = [one for one in self.query.split(SEPARATOR) if one.strip()]
        written = [self._insert(context, build, i, one) for i, one in enumerate(statements)]
        ti.xcom_push(key="run", value=build["run"])
        # Unknown with anything is unknown.
        ti.xcom_push(key="rows_written", value=None if None in written else sum(written))

    def _insert(self, context, build, place, statement):
        self.query = statement
        self.client_request_token = token("insert", build["table"], build["day"], build["run"], str(place))
        return written_by(super().execute(context))


NUMBERS = {"tinyint", "smallint", "integer", "bigint"}


def rows_of(query_id):
    """Rows of a small SELECT that succeeded, by column; integers as numbers."""
    result = AthenaHook(log_query=False).get_query_results(query_id)["ResultSet"]
    columns = result["ResultSetMetadata"]["ColumnInfo"]

    def value(column, cell):
        text = cell.get("VarCharValue")
        return int(text) if text is not None and column["Type"] in NUMBERS else text

    # The first row holds the names of the columns.
    return [
        {one["Name"]: value(one, cell) for one, cell in zip(columns, row["Data"])}
        for row in result["Rows"][1:]
    ]


def written_by(query_id):
    """How many rows the engine says that an INSERT wrote."""
    return AthenaHook(log_query=False).get_query_results(query_id).get("UpdateCount")


def audit_of(ti):
    """Rows of the audit."""
    return rows_of(_of_group(ti, "audit"))


def rows_written(ti):
    """How many rows the engine says were written; None if it does not say."""
    return _of_group(ti, "insert", "rows_written")
