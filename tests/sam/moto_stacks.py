"""Deploys both templates, translated, into moto; prints what was made as one line of JSON, and serves
until standard input ends."""

import io
import json
import subprocess
import sys
import zipfile

import boto3
from moto.server import ThreadedMotoServer

from moto_types import add_types

REGION = "eu-west-1"

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
endpoint = "http://{}:{}".format(*server.get_host_and_port())
add_types(endpoint)


def client(service):
    return boto3.client(service, region_name=REGION, endpoint_url=endpoint)


def prepare():
    """The code's place that plain.py names."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("handler.js", "exports.handler = async () => null;")
    s3 = client("s3")
    s3.create_bucket(Bucket="packaged", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket="packaged", Key="code.zip", Body=code.getvalue())


def deploy(stack, file, parameters):
    template = subprocess.check_output([sys.executable, "tests/sam/plain.py", file], text=True)
    cloudformation = client("cloudformation")
    cloudformation.create_stack(
        StackName=stack,
        TemplateBody=template,
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
        Capabilities=["CAPABILITY_IAM"],
    )
    made = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    resources = cloudformation.list_stack_resources(StackName=stack)["StackResourceSummaries"]
    return {
        "status": made["StackStatus"],
        "outputs": {one["OutputKey"]: one["OutputValue"] for one in made.get("Outputs", [])},
        "resources": {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in resources},
    }


def environment(function):
    settings = client("lambda").get_function_configuration(FunctionName=function)
    return {name: str(value) for name, value in settings["Environment"]["Variables"].items()}


prepare()
wanted = json.loads(sys.argv[1])
main = deploy("ledger", "template-main.yaml", wanted["main"])
lake = {
    "LedgerBucketName": main["outputs"]["LedgerBucketName"],
    "LedgerBucketRegion": main["outputs"]["LedgerBucketRegion"],
}
regional = deploy("ledger-regional", "template-regional.yaml", {**lake, **wanted["regional"]})
main["environment"] = environment(main["outputs"]["EventsFunctionName"])
regional["environment"] = environment(regional["outputs"]["HistoryFunctionName"])
tables = client("glue").get_tables(DatabaseName=main["outputs"]["DatabaseName"])["TableList"]
alarms = client("cloudwatch").describe_alarms()["MetricAlarms"]
print(
    json.dumps(
        {
            "endpoint": endpoint,
            "main": main,
            "regional": regional,
            "tables": tables,
            "alarms": alarms,
        },
        default=str,
    ),
    flush=True,
)
sys.stdin.read()
server.stop()
