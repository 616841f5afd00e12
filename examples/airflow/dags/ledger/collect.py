"""Where history and trail come from, and how to tell that they are there."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from ledger.settings import setting

PLACE = re.compile(r"/account_id=(\d{12})/region=([^/]+)/")


def command(day):
    """The collector, on the worker. Exit code 99 is Airflow's for a task that is left out."""
    settings = "var.json.athena_ledger"
    return (
        "{% if not params.collect %}exit 99{% else %}"
        f"{{{{ {settings}.get('command', 'athena-ledger') }}}} collect"
        f" --lake s3://{{{{ {settings}.bucket }}}} --from {day} --to {day}"
        f" --regions {{{{ {settings}.get('regions') or {settings}.region }}}}"
        "{% endif %}"
    )


def has_all(files, **_context):
    """True once each account and region that `accounts` names has left a record of the day; else any."""
    found = {"/".join(PLACE.search(file["Key"]).groups()) for file in files}
    return bool(found) and set(setting("accounts", [])) <= found


def trail_begun(day, settings):
    """
    Log files that say that the trail is through with a day: those of the next one. They are looked for in the
    ledger's own account, where every build leaves records. The lake's own trail has none before a lookup.
    """
    location = settings["trail_location"].rstrip("/")
    own = urlsplit(location).netloc == settings["bucket"]
    last = date.fromisoformat(str(day)) + timedelta(days=0 if own else 1)
    return f"{location}/{settings['account_id']}/CloudTrail/{settings['region']}/{last:%Y/%m/%d}/*"
