"""
Whether a run may be published. As src/events/audit.ts, src/submissions/build-submissions.ts and
src/compact/judge.ts judge; a test compares the verdicts.
"""

EVENTS_COUNTS = (
    "submissions history_rows matched history_only trail_only rejected unidentified unreadable running"
).split()
SUBMISSIONS_COUNTS = "duplicates accepted refused unidentified unreadable".split()


def judge_events(found, rows_written, force):
    """What is wrong with a run of events, by the row of its audit; and its counts."""
    rows = found["rows_staged"]
    rebuilt = {
        "rows": rows,
        "rows with history": found["matched"] + found["history_only"],
        "rows with submissions": rows - found["history_only"],
    }
    before = {
        "rows": found["rows_published"],
        "rows with history": found["history_published"],
        "rows with submissions": found["submissions_published"],
    }
    wrong = []
    if rows_written is not None and rows != rows_written:
        wrong.append(f"{rows_written} rows were written, but {rows} are there")
    if found["rows_doubled"]:
        wrong.append(f"{found['rows_doubled']} rows are there twice")
    if found["history_missing"]:
        wrong.append(f"{found['history_missing']} queries of the history are missing")
    if found["submissions_missing"]:
        wrong.append(f"{found['submissions_missing']} calls of the trail are missing")
    for what, count in rebuilt.items():
        if count < before[what] and not force:
            wrong.append(
                f"the rebuild has {count} {what}, published are {before[what]} "
                "(if that is right, run it with force)"
            )
    return wrong, {"rows": rows, **{name: found[name] for name in EVENTS_COUNTS}}


def judge_submissions(found, rows_written, force):
    """The same for a run of submissions."""
    rows, before = found["rows_staged"], found["rows_published"]
    wrong = []
    if rows_written is not None and rows != rows_written:
        wrong.append(f"{rows_written} rows were written, but {rows} are there")
    if rows < before and not force:
        wrong.append(
            f"the rebuild has {rows} rows, published are {before} (if that is right, run it with force)"
        )
    return wrong, {"rows": rows, **{name: found[name] for name in SUBMISSIONS_COUNTS}}


def judge_month(found, written, force):
    """
    The same for a run of cloudtrail_events: a row of the audit for each delivered day, and of each the rows that
    were written (None if the engine did not say).
    """

    def total(name):
        return sum(row[name] or 0 for row in found)

    staged = {row["delivered_day"]: row["rows_staged"] for row in found}
    rows, unidentified = total("rows_staged"), total("unidentified")
    before, doubled = found[0]["rows_published"], found[0]["rows_doubled"]
    wrong = [
        f"of {day} {count} rows were written, but {staged.get(day, 0)} are there"
        for day, count in written.items()
        if count is not None and staged.get(day, 0) < count
    ]
    if doubled:
        wrong.append(f"{doubled} events are there twice")
    # A repeated statement leaves out what it knows by its id; a record without one it writes again.
    if unidentified and None not in written.values() and rows > sum(written.values()):
        wrong.append(f"{unidentified} records without an id may be there twice")
    if rows < before and not force:
        wrong.append(
            f"the rebuild has {rows} rows, published are {before} (if right, run it with force)"
        )
    counts = {
        "rows": rows,
        "delivered_days": len(written),
        "unidentified": unidentified,
        "unreadable": total("unreadable"),
    }
    return wrong, counts


JUDGES = {"events": judge_events, "submissions": judge_submissions}
