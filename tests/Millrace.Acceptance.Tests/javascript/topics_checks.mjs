// SNS by the AWS SDK for JavaScript.

import assert from "node:assert/strict";
import {
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  PublishBatchCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { newTopic, run, sns, sqs, subscribedQueue } from "./acceptance.mjs";

const raw = { RawMessageDelivery: "true" };

async function receive(QueueUrl) {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"], MaxNumberOfMessages: 10, WaitTimeSeconds: 20 }),
  );
  for (const message of Messages ?? []) {
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
  }
  return Messages ?? [];
}

async function One_message_reaches_every_queue_of_a_topic() {
  const TopicArn = await newTopic();
  const queues = await Promise.all(Array.from({ length: 3 }, () => subscribedQueue(TopicArn)));
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Subject: "news", Message: "hello ü 😀" }));
  for (const queue of queues) {
    const [message] = await receive(queue);
    const envelope = JSON.parse(message.Body);
    assert.deepEqual([envelope.MessageId, envelope.Subject, envelope.Message], [MessageId, "news", "hello ü 😀"]);
  }
}

async function A_filter_lets_through_what_it_should() {
  const TopicArn = await newTopic();
  const FilterPolicy = JSON.stringify({ order_value: [{ numeric: [">=", 1000] }] });
  const queue = await subscribedQueue(TopicArn, { FilterPolicy, ...raw });
  for (const value of ["999", "1000"]) {
    const MessageAttributes = { order_value: { DataType: "Number", StringValue: value } };
    await sns.send(new PublishCommand({ TopicArn, Message: value, MessageAttributes }));
  }
  const messages = await receive(queue);
  assert.deepEqual(messages.map((message) => message.Body), ["1000"]);
  assert.equal(messages[0].MessageAttributes.order_value.StringValue, "1000");
}

async function A_batch_keeps_the_order_of_a_FIFO_topic() {
  const TopicArn = await newTopic({ FifoTopic: "true", ContentBasedDeduplication: "true" });
  const queue = await subscribedQueue(TopicArn, raw);
  const PublishBatchRequestEntries = Array.from({ length: 10 }, (_, number) => ({
    Id: `${number}`,
    Message: `m${number}`,
    MessageGroupId: "g",
  }));
  const { Successful } = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
  const numbers = Successful.map((entry) => entry.SequenceNumber);
  assert.deepEqual(numbers, [...numbers].sort());
  const bodies = [];
  while (bodies.length < 10) {
    bodies.push(...(await receive(queue)).map((message) => message.Body));
  }
  assert.deepEqual(bodies.sort(), PublishBatchRequestEntries.map((entry) => entry.Message));
}

async function Attributes_are_set_and_shown() {
  const TopicArn = await newTopic({ DisplayName: "first" });
  await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "DisplayName", AttributeValue: "second" }));
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  assert.equal(Attributes.DisplayName, "second");
}

async function Errors_have_the_names_that_code_catches() {
  const TopicArn = await newTopic();
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  await assert.rejects(sns.send(new PublishCommand({ TopicArn, Message: "m" })), (error) => {
    assert.equal(error.name, "NotFoundException");
    assert.equal(error.$metadata.httpStatusCode, 404);
    return true;
  });
  const url = new SubscribeCommand({ TopicArn: await newTopic(), Protocol: "sqs", Endpoint: "http://localhost/queue" });
  await assert.rejects(sns.send(url), { name: "InvalidParameterException", message: "Invalid parameter: SQS endpoint ARN" });
}

async function Subscriptions_are_listed_page_by_page() {
  const TopicArn = await newTopic();
  for (let number = 0; number < 101; number++) {
    const Endpoint = `arn:aws:sqs:us-east-1:000000000000:absent-${number}`;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint }));
  }
  const pages = [];
  for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn })) {
    pages.push(page.Subscriptions.length);
  }
  assert.deepEqual(pages, [100, 1]);
}

await run(
  One_message_reaches_every_queue_of_a_topic,
  A_filter_lets_through_what_it_should,
  A_batch_keeps_the_order_of_a_FIFO_topic,
  Attributes_are_set_and_shown,
  Errors_have_the_names_that_code_catches,
  Subscriptions_are_listed_page_by_page,
);
