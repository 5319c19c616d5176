"""What the checks beside this file share: a client, fresh queues, digests made by hand, and the runner.

A check is a function named with a sentence. All checks of a file run side by side in threads, because most of their time is
waiting on the server's clock; each has queues of its own.
"""

import hashlib
import json
import os
import struct
import sys
import traceback
import uuid
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]


def client(account="test", region="us-east-1", endpoint=ENDPOINT, service="sqs"):
    """An unmodified client; the access key says the account."""
    return boto3.session.Session().client(
        service,
        endpoint_url=endpoint,
        region_name=region,
        aws_access_key_id=account,
        aws_secret_access_key="test",
        config=Config(max_pool_connections=64, retries={"max_attempts": 0}, read_timeout=60),
    )


sqs = client()
sns = client(service="sns")
SPEAKS_QUERY = sqs.meta.service_model.metadata["protocol"] == "query"


def new_name():
    return "queue-" + uuid.uuid4().hex


def new_queue(by=sqs, **attributes):
    """The URL of a queue nobody else uses."""
    return by.create_queue(QueueName=new_name(), Attributes={name: str(value) for name, value in attributes.items()})["QueueUrl"]


def arn_of(url, by=sqs):
    return by.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def new_topic(by=sns, **attributes):
    """The ARN of a topic nobody else publishes to."""
    name = "topic-" + uuid.uuid4().hex + (".fifo" if attributes.get("FifoTopic") == "true" else "")
    return by.create_topic(Name=name, Attributes=attributes)["TopicArn"]


def let_in(topic, queue_url):
    """Sets the policy that the seed prints: this topic may send to the queue. Where nobody is authenticated it makes no difference."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn_of(queue_url),
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sqs.set_queue_attributes(QueueUrl=queue_url, Attributes={"Policy": policy})


def subscribe(topic, queue_url, **attributes):
    """The ARN of the subscription of a queue."""
    return sns.subscribe(
        TopicArn=topic, Protocol="sqs", Endpoint=arn_of(queue_url), Attributes=attributes, ReturnSubscriptionArn=True
    )["SubscriptionArn"]


def subscribed_queue(topic, **attributes):
    """The URL of a fresh queue that is subscribed to a topic."""
    url = new_queue()
    let_in(topic, url)
    subscribe(topic, url, **attributes)
    return url


def receive(url, by=sqs, **parameters):
    return by.receive_message(QueueUrl=url, **parameters).get("Messages", [])


def bodies(url, count, **parameters):
    """The bodies of so many messages, and no more."""
    found = []
    while len(found) < count:
        messages = receive(url, WaitTimeSeconds=20, MaxNumberOfMessages=10, **parameters)
        assert messages, f"After {found} nothing came."
        for message in messages:
            found.append(message["Body"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return found


def send(url, body="hello", by=sqs, **parameters):
    return by.send_message(QueueUrl=url, MessageBody=body, **parameters)


def counts(url):
    """Visible, in flight, delayed."""
    names = ["", "NotVisible", "Delayed"]
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    return tuple(int(shown["ApproximateNumberOfMessages" + name]) for name in names)


def refused(code, shape, status, call, **parameters):
    """Expects an error: the legacy code as Error.Code, the shape's name as QueryErrorCode, the HTTP status."""
    try:
        call(**parameters)
    except ClientError as error:
        answer = error.response
        found = (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"])
        assert found == (code, status), f"{found} is not {(code, status)}: {answer['Error'].get('Message')}"
        if not SPEAKS_QUERY:
            found = answer["Error"].get("QueryErrorCode")
            assert found == shape, f"QueryErrorCode is {found}, not {shape}"
        return answer["Error"].get("Message", "")
    raise AssertionError(f"{parameters} was not refused with {code}")


def md5_of(text):
    return hashlib.md5(text.encode()).hexdigest()


def md5_of_attributes(attributes):
    """The digest as the Developer Guide defines it, "Calculating the MD5 message digest for message attributes"."""
    digest = hashlib.md5()
    for name in sorted(attributes):
        value = attributes[name]
        is_binary = value["DataType"].startswith("Binary")
        content = value["BinaryValue"] if is_binary else value["StringValue"].encode()
        for part in (name.encode(), value["DataType"].encode()):
            digest.update(struct.pack(">I", len(part)) + part)
        digest.update((b"\x02" if is_binary else b"\x01") + struct.pack(">I", len(content)) + content)
    return digest.hexdigest()


def run(names):
    """Runs every check of a file and prints a line of JSON for each."""

    def attempt(check):
        try:
            check()
            return None
        except Exception:
            return traceback.format_exc()

    checks = [value for name, value in names.items() if name[0].isupper() and "_" in name and callable(value)]
    with ThreadPoolExecutor(max_workers=16) as pool:
        for check, error in zip(checks, pool.map(attempt, checks)):
            print(json.dumps({"name": check.__name__, "error": error}))
    sys.stdout.flush()
