// What the checks beside this file share: a client, fresh queues, and the runner that prints a line of JSON for each check.

import { randomUUID } from "node:crypto";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";

export const endpoint = process.env.AWS_ENDPOINT_URL;

// The SDK verifies the MD5 of every body it sends and receives by itself, and fails when one does not match.
export const sqs = new SQSClient({ maxAttempts: 1 });

export async function newQueue(attributes = {}) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `queue-${randomUUID()}`, Attributes: attributes }));
  return QueueUrl;
}

export const sns = new SNSClient({ maxAttempts: 1 });

export async function newTopic(attributes = {}) {
  const name = `topic-${randomUUID()}${attributes.FifoTopic === "true" ? ".fifo" : ""}`;
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: name, Attributes: attributes }));
  return TopicArn;
}

// A fresh queue that is subscribed to a topic, and lets it in where callers are authenticated; its URL.
export async function subscribedQueue(TopicArn, attributes = {}) {
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: "*",
        Condition: { ArnEquals: { "aws:SourceArn": TopicArn } },
      },
    ],
  });
  const QueueUrl = await newQueue({ Policy });
  const shown = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
  const Endpoint = shown.Attributes.QueueArn;
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint, Attributes: attributes }));
  return QueueUrl;
}

// Visible, in flight, delayed.
export async function counts(queueUrl) {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] }));
  return ["", "NotVisible", "Delayed"].map((name) => Number(Attributes[`ApproximateNumberOfMessages${name}`]));
}

export async function run(...checks) {
  await Promise.all(
    checks.map(async (check) => {
      let error = null;
      try {
        await check();
      } catch (failure) {
        error = `${failure.stack}`;
      }
      console.log(JSON.stringify({ name: check.name, error }));
    }),
  );
}
