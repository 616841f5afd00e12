"""Resource types that moto's CloudFormation does not have, each made by its service's own API: botocore
holds the properties against the service's model, moto then keeps the resource.

CloudFormation itself knows all of them; what is proven here is that the properties, resolved, are a
call that the service takes."""

import json

import boto3
import moto.cloudformation.parsing as parsing
from moto.core.common_models import CloudFormationModel


def renamed(properties, **names):
    """The properties under the names that the API has for them."""
    return {names.get(name, name): value for name, value in properties.items()}


def lower_first(value):
    """CloudWatch Logs writes its names in lower camel case."""
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: lower_first(one) for name, one in value.items()}
    return [lower_first(one) for one in value] if isinstance(value, list) else value


def policy_text(properties):
    return json.dumps(properties["PolicyDocument"])


# Each takes a client, the name that CloudFormation generated, and the properties; and answers with what
# `Ref` gives.


def database(glue, _name, properties):
    glue.create_database(**properties)
    return properties["DatabaseInput"]["Name"]


def table(glue, _name, properties):
    glue.create_table(**properties)
    return properties["TableInput"]["Name"]


def workgroup(athena, _name, properties):
    properties = {k: v for k, v in properties.items() if k != "RecursiveDeleteOption"}
    athena.create_work_group(**renamed(properties, WorkGroupConfiguration="Configuration"))
    return properties["Name"]


def named_query(athena, _name, properties):
    return athena.create_named_query(**properties)["NamedQueryId"]


def alarm(cloudwatch, name, properties):
    cloudwatch.put_metric_alarm(AlarmName=name, **properties)
    return name


def schedule(scheduler, name, properties):
    scheduler.create_schedule(Name=name, **properties)
    return name


def bucket_policy(s3, _name, properties):
    s3.put_bucket_policy(Bucket=properties["Bucket"], Policy=policy_text(properties))
    # moto does not read conditions: it would deny everything, not only what comes without TLS.
    s3.delete_bucket_policy(Bucket=properties["Bucket"])
    return properties["Bucket"]


def subscription(sns, _name, properties):
    return sns.subscribe(**properties)["SubscriptionArn"]


def topic_policy(sns, name, properties):
    for topic in properties["Topics"]:
        sns.set_topic_attributes(
            TopicArn=topic, AttributeName="Policy", AttributeValue=policy_text(properties)
        )
    return name


def metric_filter(logs, name, properties):
    logs.put_metric_filter(filterName=name, **lower_first(properties))
    return name


TYPES = {
    "AWS::Athena::NamedQuery": ("athena", named_query),
    "AWS::Athena::WorkGroup": ("athena", workgroup),
    "AWS::CloudWatch::Alarm": ("cloudwatch", alarm),
    "AWS::Glue::Database": ("glue", database),
    "AWS::Glue::Table": ("glue", table),
    "AWS::Logs::MetricFilter": ("logs", metric_filter),
    "AWS::S3::BucketPolicy": ("s3", bucket_policy),
    "AWS::SNS::Subscription": ("sns", subscription),
    "AWS::SNS::TopicPolicy": ("sns", topic_policy),
    "AWS::Scheduler::Schedule": ("scheduler", schedule),
}


def add_type(type_name, service, create, endpoint):
    class Added(CloudFormationModel):
        __module__ = "added.types"  # moto takes its models' services from their modules' names
        physical_resource_id = ""

        @staticmethod
        def cloudformation_name_type():
            return ""

        @staticmethod
        def cloudformation_type():
            return type_name

        @classmethod
        def create_from_cloudformation_json(cls, name, template, _account, region, **_rest):
            client = boto3.client(service, region_name=region, endpoint_url=endpoint)
            made = cls()
            made.physical_resource_id = create(client, name, template["Properties"])
            return made

    return Added


def add_types(endpoint):
    """Adds the types, and what moto forgets: a list loses the items that are AWS::NoValue."""
    clean = parsing.clean_json

    def without_no_value(value, resources):
        cleaned = clean(value, resources)
        return [one for one in cleaned if one is not None] if isinstance(cleaned, list) else cleaned

    parsing.clean_json = without_no_value
    added = [add_type(name, *of, endpoint) for name, of in TYPES.items()]
    known = parsing.get_model_list()
    parsing.get_model_list = lambda: [*added, *(one for one in known if one not in added)]
