// The AWS SDK for JavaScript, and sqs-consumer and sqs-producer, which are built on it.

import assert from "node:assert/strict";
import { once } from "node:events";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  paginateListQueues,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { Consumer } from "sqs-consumer";
import { Producer } from "sqs-producer";
import { counts, newQueue, run, sqs } from "./acceptance.mjs";

async function A_message_is_sent_received_and_deleted() {
  const QueueUrl = await newQueue();
  const MessageAttributes = {
    text: { DataType: "String", StringValue: "größe" },
    bytes: { DataType: "Binary", BinaryValue: new Uint8Array([0, 127, 128, 255]) },
  };
  const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello ü 😀", MessageAttributes }));
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ["All"], MessageSystemAttributeNames: ["All"], WaitTimeSeconds: 5 }),
  );
  assert.equal(Messages[0].Body, "hello ü 😀");
  assert.equal(Messages[0].MessageId, sent.MessageId);
  assert.equal(Messages[0].MD5OfMessageAttributes, sent.MD5OfMessageAttributes);
  assert.deepEqual([...Messages[0].MessageAttributes.bytes.BinaryValue], [0, 127, 128, 255]);
  assert.equal(Messages[0].Attributes.ApproximateReceiveCount, "1");
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle }));
  assert.deepEqual(await counts(QueueUrl), [0, 0, 0]);
}

async function A_batch_is_sent_and_deleted() {
  const QueueUrl = await newQueue();
  const Entries = Array.from({ length: 10 }, (_, number) => ({ Id: `${number}`, MessageBody: `body ${number}` }));
  const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  assert.equal(sent.Successful.length, 10);
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  const deleted = await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl,
      Entries: Messages.map((message, index) => ({ Id: `${index}`, ReceiptHandle: message.ReceiptHandle })),
    }),
  );
  assert.equal(deleted.Successful.length, Messages.length);
  assert.deepEqual(await counts(QueueUrl), [10 - Messages.length, 0, 0]);
}

async function Errors_have_the_names_that_code_catches() {
  const missing = sqs.send(new GetQueueUrlCommand({ QueueName: "no-such-queue" }));
  await assert.rejects(missing, (error) => {
    assert.equal(error.name, "QueueDoesNotExist");
    assert.equal(error.$metadata.httpStatusCode, 400);
    return true;
  });
  const QueueUrl = await newQueue();
  const garbage = sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: "garbage", VisibilityTimeout: 1 }));
  await assert.rejects(garbage, { name: "ReceiptHandleIsInvalid" });
}

async function Queues_are_listed_page_by_page() {
  const name = (await newQueue()).split("/").at(-1);
  const { QueueUrls } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: name }));
  assert.equal(QueueUrls.length, 1);
  let seen = 0;
  for await (const page of paginateListQueues({ client: sqs, pageSize: 1 }, { QueueNamePrefix: name })) {
    seen += page.QueueUrls.length;
  }
  assert.equal(seen, 1);
}

async function A_consumer_handles_what_a_producer_sends() {
  const queueUrl = await newQueue();
  const producer = Producer.create({ queueUrl, sqs });
  const seen = new Set();
  const consumer = Consumer.create({
    queueUrl,
    sqs,
    batchSize: 10,
    waitTimeSeconds: 20,
    messageAttributeNames: ["All"],
    handleMessage: async (message) => {
      seen.add(message.Body);
      return message;
    },
  });
  consumer.start();
  const sent = await producer.send([
    ...Array.from({ length: 24 }, (_, number) => ({ id: `m${number}`, body: `body ${number}` })),
    { id: "late", body: "late", delaySeconds: 1, messageAttributes: { kind: { DataType: "String", StringValue: "late" } } },
  ]);
  assert.equal(sent.length, 25);
  while (seen.size < 25) {
    await once(consumer, "message_processed");
  }
  await once(consumer, "response_processed");
  consumer.stop({ abort: true });
  assert.ok(seen.has("late"));
  assert.deepEqual(await counts(queueUrl), [0, 0, 0]);
}

async function A_heartbeat_keeps_a_message_for_as_long_as_its_handler_takes() {
  const queueUrl = await newQueue();
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: "takes long" }));
  let handled = 0;
  let again;
  const consumer = Consumer.create({
    queueUrl,
    sqs,
    visibilityTimeout: 2,
    heartbeatInterval: 1,
    waitTimeSeconds: 1,
    handleMessage: async (message) => {
      handled += 1;
      // Twice its visibility timeout: without heartbeats this poll would get the message.
      again = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 4 }));
      return message;
    },
  });

  // The stop below may meet a heartbeat on its way.
  consumer.on("error", (failure) => assert.equal(failure.cause?.name, "AbortError"));
  consumer.start();
  await once(consumer, "response_processed");
  consumer.stop({ abort: true });
  assert.equal(again.Messages, undefined);
  assert.equal(handled, 1);
  assert.deepEqual(await counts(queueUrl), [0, 0, 0]);
}

await run(
  A_message_is_sent_received_and_deleted,
  A_batch_is_sent_and_deleted,
  Errors_have_the_names_that_code_catches,
  Queues_are_listed_page_by_page,
  A_consumer_handles_what_a_producer_sends,
  A_heartbeat_keeps_a_message_for_as_long_as_its_handler_takes,
);
