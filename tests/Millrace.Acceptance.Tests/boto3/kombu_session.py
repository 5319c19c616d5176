"""Celery's messaging library over SQS: publish, consume by long poll, acknowledge, reject and requeue."""

import os
import sys

from kombu import Connection
from kombu.simple import SimpleQueue

endpoint = os.environ["AWS_ENDPOINT_URL"].removeprefix("http://")
name = sys.argv[1]
options = {"region": "us-east-1", "is_secure": False, "wait_time_seconds": 5, "polling_interval": 0}

with Connection(f"sqs://test:test@{endpoint}//", transport_options=options) as connection:
    queue = SimpleQueue(connection.default_channel, name)
    for number in range(5):
        queue.put({"task": number})
    seen = []
    while len(seen) < 5:
        message = queue.get(timeout=10)
        seen.append(message.payload["task"])
        message.ack()
    assert sorted(seen) == list(range(5)), seen

    queue.put({"task": "again"})
    queue.get(timeout=10).requeue()
    message = queue.get(timeout=10)
    assert message.payload == {"task": "again"}
    message.ack()
    queue.close()
print("done")
