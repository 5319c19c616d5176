"""Runs the class SQSProcessor, as the seed document prints it, against the server: only the endpoint is set.

The argument is the document. Nothing of the printed code is changed; it is cut out of the document and executed.
"""

import functools
import os
import re
import sys
import time

import boto3
import botocore


def printed_code(document):
    """The block that holds the class: from its imports to the comment that begins the Lambda handler."""
    found = re.search(r"^SQS Implementation\n(.*?class SQSProcessor:.*?)^# Lambda handler", document, re.DOTALL | re.MULTILINE)
    return found.group(1)


with open(sys.argv[1], encoding="utf-8") as file:
    code = printed_code(file.read())

if tuple(map(int, botocore.__version__.split(".")[:2])) < (1, 31):
    # This boto3 is too old to read AWS_ENDPOINT_URL by itself.
    boto3.client = functools.partial(boto3.client, endpoint_url=os.environ["AWS_ENDPOINT_URL"])

printed = {"__name__": "printed"}
exec(compile(code, sys.argv[1], "exec"), printed)

queue_url = boto3.client("sqs").create_queue(QueueName=sys.argv[2])["QueueUrl"]
processor = printed["SQSProcessor"](queue_url)

assert processor.send_message({"order": 1})
sent = processor.send_batch([{"body": {"order": number}} for number in range(2, 9)] + [{"body": {"order": 9}, "delay": 1}])
assert sent == {"successful": 8, "failed": []}, sent

begin = time.monotonic()
received = []
while len(received) < 9:
    messages = processor.receive_messages()
    assert messages, "A long poll of twenty seconds ended with nothing."
    received += messages
assert 0.5 < time.monotonic() - begin < 15, "The delayed message ends the long poll, not the long poll's time."

processor.extend_visibility(received[0]["ReceiptHandle"], 0)
again = processor.receive_messages()[0]
assert again["MessageId"] == received[0]["MessageId"]
received[0] = again
processor.extend_visibility(received[0]["ReceiptHandle"])
assert all(processor.process_message(message) for message in received)

names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"]
left = boto3.client("sqs").get_queue_attributes(QueueUrl=queue_url, AttributeNames=names)["Attributes"]
assert set(left.values()) == {"0"}, left
print("done")
