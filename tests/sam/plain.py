"""Prints a template as plain CloudFormation, in JSON with long forms: through AWS's own translator
if it is a SAM template. Code on disk stands as a place in S3, as `sam package` would have left it."""

import json
import sys

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoPolicies:
    """The translator asks for AWS's managed policies; these templates name none."""

    def load(self):
        return {}


with open(sys.argv[1], encoding="utf-8") as file:
    template = yaml_parse(file.read())
if "Transform" in template:
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://packaged/code.zip"
    # A parameter stands for itself: the translator would put the defaults in.
    parameters = {name: {"Ref": name} for name in template["Parameters"]}
    template = transform(template, parameters, NoPolicies())
json.dump(template, sys.stdout)
