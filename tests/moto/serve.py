"""moto as a server, which also deploys templates into itself.

Prints its endpoint; then, for each line of standard input, deploys a stack and prints what was made; ends
when standard input does. Lines are JSON."""

import functools
import io
import json
import subprocess
import sys
import zipfile

import boto3
from moto.server import ThreadedMotoServer

from added_types import add_types

REGION = "eu-west-1"

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
endpoint = "http://{}:{}".format(*server.get_host_and_port())
add_types(endpoint)


def say(value):
    print(json.dumps(value, default=str), flush=True)


def client(service):
    return boto3.client(service, region_name=REGION, endpoint_url=endpoint)


@functools.cache
def prepare():
    """The code's place that plain.py names."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("handler.js", "exports.handler = async () => null;")
    s3 = client("s3")
    s3.create_bucket(Bucket="packaged", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket="packaged", Key="code.zip", Body=code.getvalue())


@functools.cache
def plain(file):
    return subprocess.check_output([sys.executable, "tests/sam/plain.py", file], text=True)


def variables(function):
    """The environment that the stack gives a function."""
    settings = client("lambda").get_function_configuration(FunctionName=function)
    return {name: str(value) for name, value in settings["Environment"]["Variables"].items()}


def deploy(stack, file, parameters):
    prepare()
    cloudformation = client("cloudformation")
    cloudformation.create_stack(
        StackName=stack,
        TemplateBody=plain(file),
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
        Capabilities=["CAPABILITY_IAM"],
    )
    made = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    summaries = cloudformation.list_stack_resources(StackName=stack)["StackResourceSummaries"]
    resources = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in summaries}

    def of_type(name):
        """Logical names of the resources of a type, with the physical ones."""
        found = [one for one in summaries if one["ResourceType"] == name]
        return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found}

    names = [*of_type("AWS::CloudWatch::Alarm").values()]
    alarms = client("cloudwatch").describe_alarms(AlarmNames=names)
    functions = of_type("AWS::Lambda::Function")
    return {
        "status": made["StackStatus"],
        "outputs": {one["OutputKey"]: one["OutputValue"] for one in made.get("Outputs", [])},
        "resources": resources,
        "environments": {name: variables(one) for name, one in functions.items()},
        "alarms": alarms["MetricAlarms"],
    }


say(endpoint)
for line in sys.stdin:
    say(deploy(**json.loads(line)))
server.stop()
