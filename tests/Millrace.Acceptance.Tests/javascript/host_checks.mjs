// Without an endpoint of its own the SDK calls the host that the QueueUrl names; so that host must be one that leads here.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { endpoint, run } from "./acceptance.mjs";

// The client below is to know nothing but the URL.
delete process.env.AWS_ENDPOINT_URL;

async function A_queue_url_alone_is_enough_to_reach_the_queue() {
  for (const host of ["127.0.0.1", "localhost"]) {
    const creator = new SQSClient({ endpoint: endpoint.replace("127.0.0.1", host), maxAttempts: 1 });
    const { QueueUrl } = await creator.send(new CreateQueueCommand({ QueueName: `queue-${randomUUID()}` }));
    assert.equal(new URL(QueueUrl).hostname, host);

    const knowsNothing = new SQSClient({ maxAttempts: 1 });
    await knowsNothing.send(new SendMessageCommand({ QueueUrl, MessageBody: "by the url" }));
    const { Messages } = await knowsNothing.send(new ReceiveMessageCommand({ QueueUrl }));
    assert.equal(Messages[0].Body, "by the url");
  }
}

await run(A_queue_url_alone_is_enough_to_reach_the_queue);
