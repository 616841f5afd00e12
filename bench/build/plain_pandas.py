"""The plainest thing that somebody would write instead: read the same files, join, write Parquet."""
import glob
import gzip
import json
import sys

import pandas as pd

lake, day, out = sys.argv[1:4]

calls = []
for path in glob.glob(f"{lake}/trail/AWSLogs/**/{day.replace('-', '/')}/*.json.gz", recursive=True):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        calls.extend(json.load(file)["Records"])
trail = pd.json_normalize(calls)
trail = trail[(trail["eventSource"] == "athena.amazonaws.com") & (trail["eventName"] == "StartQueryExecution")]

rows = []
for path in glob.glob(f"{lake}/history/day={day}/**/*.json.gz", recursive=True):
    rows.append(pd.read_json(path, lines=True, dtype={"account_id": str}))
history = pd.concat(rows)

events = history.merge(
    trail.rename(columns={"responseElements.queryExecutionId": "query_execution_id"}),
    on="query_execution_id",
    how="outer",
)
events["user"] = events["userIdentity.arn"].str.split("/").str[-1]
events["cost_usd"] = events["data_scanned_bytes"] / 2**40 * 5
events = events.astype({c: str for c in events.columns if events[c].dtype == object})
events.to_parquet(out, compression="zstd")
print(len(events))
