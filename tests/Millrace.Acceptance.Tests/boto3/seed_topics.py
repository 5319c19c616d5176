"""Runs the class SNSPublisher, as the seed document prints it, against the server: only the endpoint is set.

The argument is the document. Nothing of the printed code is changed; it is cut out of the document and executed.
"""

import functools
import json
import os
import re
import sys

import boto3
import botocore

from acceptance import bodies, new_topic, subscribed_queue


def printed_code(document):
    """The block that holds the class: from its imports to the comment that begins the Terraform example."""
    found = re.search(r"^SNS Implementation\n(.*?class SNSPublisher:.*?)^# Terraform:", document, re.DOTALL | re.MULTILINE)
    return found.group(1)


with open(sys.argv[1], encoding="utf-8") as file:
    code = printed_code(file.read())

if tuple(map(int, botocore.__version__.split(".")[:2])) < (1, 31):
    # This boto3 is too old to read AWS_ENDPOINT_URL by itself.
    boto3.client = functools.partial(boto3.client, endpoint_url=os.environ["AWS_ENDPOINT_URL"])

printed = {"__name__": "printed"}
exec(compile(code, sys.argv[1], "exec"), printed)

topic = new_topic()
everything = subscribed_queue(topic)
premium = subscribed_queue(topic, FilterPolicy='{"order_type": ["premium"]}', RawMessageDelivery="true")
publisher = printed["SNSPublisher"](topic)

first = publisher.publish({"order": 1}, subject="New order", attributes={"order_type": "premium", "amount": 1500})
publisher.publish({"order": 2}, attributes={"order_type": "plain"})
answer = publisher.publish_batch(
    [{"body": {"order": number}, "attributes": {"order_type": "premium" if number % 2 else "plain"}} for number in range(3, 13)]
)
assert len(answer["Successful"]) == 10 and answer["Failed"] == [], answer

envelopes = [json.loads(body) for body in bodies(everything, 12)]
assert (envelopes[0]["MessageId"], envelopes[0]["Subject"]) == (first, "New order")
assert envelopes[0]["MessageAttributes"]["amount"] == {"Type": "String", "Value": "1500"}
assert [json.loads(envelope["Message"])["order"] for envelope in envelopes] == list(range(1, 13))
assert [json.loads(body)["order"] for body in bodies(premium, 6)] == [1, 3, 5, 7, 9, 11]
print("done")
