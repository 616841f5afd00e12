"""What a deployment chooses: the Airflow variable `athena_ledger`, JSON. See ../../README.md."""

from airflow.sdk import Variable

NAME = "athena_ledger"


def setting(name, default=None):
    """One of the settings; to be asked for by tasks, never while a DAG is parsed."""
    value = Variable.get(NAME, deserialize_json=True).get(name, default)
    if value is None:
        raise KeyError(f"The Airflow variable {NAME} lacks {name}; see examples/airflow/README.md.")
    return value


def jinja(name):
    """The same in a field of an operator."""
    return "{{ var.json." + NAME + "." + name + " }}"
