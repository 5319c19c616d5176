"""SendMessage, ReceiveMessage, DeleteMessage, ChangeMessageVisibility and their batches."""

import json
import threading
import time

from acceptance import (
    SPEAKS_QUERY,
    arn_of,
    counts,
    md5_of,
    md5_of_attributes,
    new_queue,
    receive,
    refused,
    run,
    send,
    sqs,
)

ATTRIBUTES = {
    "text": {"DataType": "String", "StringValue": "größe & <tag>"},
    "number": {"DataType": "Number", "StringValue": "-12.5e3"},
    "bytes": {"DataType": "Binary", "BinaryValue": bytes(range(256))},
    "custom.kind": {"DataType": "String.url", "StringValue": "http://example.org/?a=b&c"},
}
TRACE = {"AWSTraceHeader": {"DataType": "String", "StringValue": "Root=1-5759e988-bd862e3fe1be46a994272793"}}


def A_message_is_sent_received_once_and_deleted():
    url = new_queue()
    sent = send(url, "hello")
    assert sent["MD5OfMessageBody"] == md5_of("hello")
    message = receive(url)[0]
    assert (message["Body"], message["MessageId"]) == ("hello", sent["MessageId"])
    assert message["MD5OfBody"] == md5_of("hello")
    assert "Attributes" not in message and "MessageAttributes" not in message
    assert receive(url) == [] and counts(url) == (0, 1, 0)
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    assert counts(url) == (0, 0, 0)


def Every_text_comes_back_as_it_was_sent():
    url = new_queue()
    for body in ("ü€😀", ' "quoted" \\ <a>&amp;</a> ]]>', "tab\tline\nreturn\rend", "a=b&c=d+e%20f", "{}", " ", "x" * 5000):
        assert send(url, body)["MD5OfMessageBody"] == md5_of(body)
        message = receive(url)[0]
        assert message["Body"] == body, (message["Body"], body)


def Characters_that_XML_does_not_know_are_refused():
    url = new_queue()
    for body in ("\x00", "a\x0bb", "\ufffe", "\uffff"):
        refused("InvalidMessageContents", "InvalidMessageContents", 400, sqs.send_message, QueueUrl=url, MessageBody=body)
    refused("MissingParameter", "MissingRequiredParameterException", 400, sqs.send_message, QueueUrl=url, MessageBody="")


def Attributes_come_back_with_their_digests():
    url = new_queue()
    sent = send(url, MessageAttributes=ATTRIBUTES, MessageSystemAttributes=TRACE)
    assert sent["MD5OfMessageAttributes"] == md5_of_attributes(ATTRIBUTES)
    assert sent["MD5OfMessageSystemAttributes"] == md5_of_attributes(TRACE)
    message = receive(url, MessageAttributeNames=["All"], AttributeNames=["All"])[0]
    assert message["MessageAttributes"] == ATTRIBUTES, message
    assert message["MD5OfMessageAttributes"] == md5_of_attributes(ATTRIBUTES)
    assert message["Attributes"]["AWSTraceHeader"] == TRACE["AWSTraceHeader"]["StringValue"]


def Only_selected_attributes_come_back_and_the_digest_covers_them():
    url = new_queue(VisibilityTimeout=0)
    send(url, MessageAttributes=ATTRIBUTES)
    for names, expected in (
        (["text", "bytes"], {"text", "bytes"}),
        (["custom.*"], {"custom.kind"}),
        ([".*"], set(ATTRIBUTES)),
        (["nothing"], set()),
    ):
        message = receive(url, MessageAttributeNames=names)[0]
        found = message.get("MessageAttributes", {})
        assert set(found) == expected, (names, found)
        assert message.get("MD5OfMessageAttributes") == (md5_of_attributes(found) if found else None)


def System_attributes_tell_the_story_of_a_message():
    url = new_queue()
    before = int(time.time() * 1000)
    send(url)
    message = receive(url, AttributeNames=["All"], VisibilityTimeout=0)[0]
    shown = message["Attributes"]
    assert before - 1000 <= int(shown["SentTimestamp"]) <= int(shown["ApproximateFirstReceiveTimestamp"])
    assert shown["ApproximateReceiveCount"] == "1" and shown["SenderId"]
    again = receive(url, AttributeNames=["ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp"])[0]["Attributes"]
    assert again == {
        "ApproximateReceiveCount": "2",
        "ApproximateFirstReceiveTimestamp": shown["ApproximateFirstReceiveTimestamp"],
    }
    refused("InvalidAttributeName", "InvalidAttributeName", 400, sqs.receive_message, QueueUrl=url, AttributeNames=["Nope"])


def The_newer_name_selects_system_attributes_too():
    if SPEAKS_QUERY:
        return  # This client is older than MessageSystemAttributeNames.
    url = new_queue()
    send(url)
    shown = receive(url, MessageSystemAttributeNames=["SentTimestamp"])[0]["Attributes"]
    assert set(shown) == {"SentTimestamp"}, shown


def Attributes_that_SQS_does_not_take_are_refused():
    url = new_queue()
    text = {"DataType": "String", "StringValue": "x"}
    for attributes in (
        {"AWS.reserved": text},
        {"amazon.reserved": text},
        {".dot": text},
        {"dot.": text},
        {"two..dots": text},
        {"a" * 257: text},
        {"a": {"DataType": "Float", "StringValue": "1"}},
        {"a": {"DataType": "Number", "StringValue": "one"}},
        {"a": {"DataType": "String", "StringValue": ""}},
        {f"a{number}": text for number in range(11)},
    ):
        refused(
            "InvalidParameterValue",
            "InvalidParameterValueException",
            400,
            sqs.send_message,
            QueueUrl=url,
            MessageBody="x",
            MessageAttributes=attributes,
        )
    assert counts(url) == (0, 0, 0)


def A_message_of_one_mebibyte_passes_and_a_byte_more_is_refused():
    url = new_queue()
    body = "x" * (1 << 20)
    assert send(url, body)["MD5OfMessageBody"] == md5_of(body)
    assert receive(url)[0]["Body"] == body
    invalid = ("InvalidParameterValue", "InvalidParameterValueException", 400)
    refused(*invalid, sqs.send_message, QueueUrl=url, MessageBody=body + "x")
    attributes = {"a": {"DataType": "String", "StringValue": "b"}}
    refused(*invalid, sqs.send_message, QueueUrl=url, MessageBody=body[8:] + "x" * 8, MessageAttributes=attributes)
    small = new_queue(MaximumMessageSize=1024)
    send(small, "ü" * 512)
    refused(*invalid, sqs.send_message, QueueUrl=small, MessageBody="ü" * 512 + "x")
    assert sqs.send_message(QueueUrl=url, MessageBody="\x09" * (1 << 20))["MessageId"]


def A_long_poll_ends_as_soon_as_a_message_is_sent():
    url = new_queue()
    found = []
    waiter = threading.Thread(target=lambda: found.append((receive(url, WaitTimeSeconds=20), time.monotonic())))
    waiter.start()
    while waiter.is_alive() and counts(url) == (0, 0, 0):
        sent = time.monotonic()
        send(url, "wake up")
        waiter.join(timeout=5)
    assert found and found[0][0][0]["Body"] == "wake up"
    assert found[0][1] - sent < 4


def A_long_poll_with_nothing_to_tell_ends_after_its_time():
    url = new_queue()
    begin = time.monotonic()
    assert receive(url, WaitTimeSeconds=1) == []
    assert 0.9 <= time.monotonic() - begin < 6


def The_queues_own_wait_time_holds_when_the_request_names_none():
    url = new_queue(ReceiveMessageWaitTimeSeconds=1)
    begin = time.monotonic()
    assert receive(url) == []
    assert time.monotonic() - begin >= 0.9
    begin = time.monotonic()
    assert receive(url, WaitTimeSeconds=0) == []
    assert time.monotonic() - begin < 0.9


def A_delayed_message_shows_up_when_its_delay_ends():
    url = new_queue(DelaySeconds=900)
    begin = time.monotonic()
    send(url, "soon", DelaySeconds=1)
    send(url, "much later")
    assert counts(url) == (0, 0, 2)
    assert [message["Body"] for message in receive(url, WaitTimeSeconds=10)] == ["soon"]
    assert time.monotonic() - begin >= 0.9
    send(url, "now", DelaySeconds=0)
    assert [message["Body"] for message in receive(url)] == ["now"]
    for delay in (-1, 901):
        invalid = ("InvalidParameterValue", "InvalidParameterValueException", 400)
        refused(*invalid, sqs.send_message, QueueUrl=url, MessageBody="x", DelaySeconds=delay)


def A_received_message_comes_back_when_its_visibility_timeout_ends():
    url = new_queue(VisibilityTimeout=1)
    send(url)
    begin = time.monotonic()
    first = receive(url)[0]
    again = receive(url, WaitTimeSeconds=10)[0]
    assert time.monotonic() - begin >= 0.9
    assert first["MessageId"] == again["MessageId"] and first["ReceiptHandle"] != again["ReceiptHandle"]
    sqs.delete_message(QueueUrl=url, ReceiptHandle=first["ReceiptHandle"])
    assert counts(url) == (0, 0, 0), "Any handle ever given out deletes a message of a standard queue."


def A_changed_visibility_hides_a_message_longer_or_gives_it_back():
    url = new_queue(VisibilityTimeout=1)
    send(url)
    handle = receive(url)[0]["ReceiptHandle"]
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=600)
    assert receive(url, WaitTimeSeconds=2) == []
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=0)
    assert len(receive(url)) == 1
    invalid = ("InvalidParameterValue", "InvalidParameterValueException", 400)
    refused(*invalid, sqs.change_message_visibility, QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=43201)
    sqs.delete_message(QueueUrl=url, ReceiptHandle=handle)
    refused(*invalid, sqs.change_message_visibility, QueueUrl=url, ReceiptHandle=handle, VisibilityTimeout=1)


def A_handle_that_is_none_is_refused():
    url = new_queue()
    invalid = ("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404)
    refused(*invalid, sqs.delete_message, QueueUrl=url, ReceiptHandle="garbage")
    refused(*invalid, sqs.change_message_visibility, QueueUrl=url, ReceiptHandle="garbage", VisibilityTimeout=1)


def A_receive_asks_for_one_to_ten_messages():
    url = new_queue()
    for number in range(12):
        send(url, str(number))
    assert len(receive(url)) == 1
    assert len(receive(url, MaxNumberOfMessages=10)) == 10
    assert len(receive(url, MaxNumberOfMessages=10)) == 1
    invalid = ("InvalidParameterValue", "InvalidParameterValueException", 400)
    refused(*invalid, sqs.receive_message, QueueUrl=url, MaxNumberOfMessages=0)
    refused(*invalid, sqs.receive_message, QueueUrl=url, MaxNumberOfMessages=11)
    refused(*invalid, sqs.receive_message, QueueUrl=url, WaitTimeSeconds=21)
    refused(*invalid, sqs.receive_message, QueueUrl=url, VisibilityTimeout=43201)


def A_batch_is_sent_received_extended_and_deleted():
    url = new_queue()
    entries = [
        {"Id": f"id_{number}-a", "MessageBody": f"body {number}", "MessageAttributes": ATTRIBUTES, "MessageSystemAttributes": TRACE}
        for number in range(10)
    ]
    sent = sqs.send_message_batch(QueueUrl=url, Entries=entries)
    assert "Failed" not in sent and [entry["Id"] for entry in sent["Successful"]] == [entry["Id"] for entry in entries]
    for entry, given in zip(sent["Successful"], entries):
        assert entry["MD5OfMessageBody"] == md5_of(given["MessageBody"])
        assert entry["MD5OfMessageAttributes"] == md5_of_attributes(ATTRIBUTES)
        assert entry["MD5OfMessageSystemAttributes"] == md5_of_attributes(TRACE)
    messages = []
    while len(messages) < 10:
        messages += receive(url, MaxNumberOfMessages=10, MessageAttributeNames=["All"], WaitTimeSeconds=5)
    assert {message["MessageId"] for message in messages} == {entry["MessageId"] for entry in sent["Successful"]}
    handles = [{"Id": str(index), "ReceiptHandle": message["ReceiptHandle"]} for index, message in enumerate(messages)]
    extended = sqs.change_message_visibility_batch(
        QueueUrl=url, Entries=[{**handle, "VisibilityTimeout": 100} for handle in handles]
    )
    assert len(extended["Successful"]) == 10 and "Failed" not in extended
    deleted = sqs.delete_message_batch(QueueUrl=url, Entries=handles)
    assert len(deleted["Successful"]) == 10 and "Failed" not in deleted
    assert counts(url) == (0, 0, 0)


def Entries_of_a_batch_stand_or_fall_alone():
    url = new_queue()
    sent = sqs.send_message_batch(
        QueueUrl=url,
        Entries=[
            {"Id": "good", "MessageBody": "x"},
            {"Id": "bad", "MessageBody": "\x0b"},
            {"Id": "late", "MessageBody": "x", "DelaySeconds": 901},
        ],
    )
    assert [entry["Id"] for entry in sent["Successful"]] == ["good"]
    failed = {entry["Id"]: (entry["Code"], entry["SenderFault"]) for entry in sent["Failed"]}
    assert failed == {"bad": ("InvalidMessageContents", True), "late": ("InvalidParameterValue", True)}, failed
    handle = receive(url)[0]["ReceiptHandle"]
    entries = [{"Id": "good", "ReceiptHandle": handle}, {"Id": "bad", "ReceiptHandle": "garbage"}]
    hidden = sqs.change_message_visibility_batch(
        QueueUrl=url, Entries=[{**entry, "VisibilityTimeout": 5} for entry in entries]
    )
    deleted = sqs.delete_message_batch(QueueUrl=url, Entries=entries)
    for answer in (hidden, deleted):
        assert [entry["Id"] for entry in answer["Successful"]] == ["good"]
        assert [(entry["Id"], entry["Code"]) for entry in answer["Failed"]] == [("bad", "ReceiptHandleIsInvalid")]


def Batches_that_are_none_are_refused_as_a_whole():
    url = new_queue()
    prefix = "AWS.SimpleQueueService."

    def expect(shape, *ids, body="x"):
        entries = [{"Id": entry, "MessageBody": body} for entry in ids]
        refused(prefix + shape, shape, 400, sqs.send_message_batch, QueueUrl=url, Entries=entries)

    expect("EmptyBatchRequest")  # A Query form has no way to write an empty list: boto3 sends none.
    expect("TooManyEntriesInBatchRequest", *[str(number) for number in range(11)])
    expect("BatchEntryIdsNotDistinct", "a", "a")
    expect("InvalidBatchEntryId", "no spaces")
    expect("InvalidBatchEntryId", "a" * 81)
    expect("BatchRequestTooLong", "a", "b", body="x" * (1 << 19) + "y")
    assert counts(url) == (0, 0, 0)


def A_message_received_too_often_moves_to_the_dead_letter_queue():
    dead = new_queue()
    policy = {"deadLetterTargetArn": arn_of(dead), "maxReceiveCount": 2}
    url = new_queue(VisibilityTimeout=0, RedrivePolicy=json.dumps(policy))
    sent = send(url, "poison", MessageAttributes=ATTRIBUTES)
    assert len(receive(url)) == 1 and len(receive(url)) == 1 and receive(url) == []
    message = receive(dead, WaitTimeSeconds=10, AttributeNames=["All"], MessageAttributeNames=["All"])[0]
    assert (message["MessageId"], message["Body"]) == (sent["MessageId"], "poison")
    assert message["MessageAttributes"] == ATTRIBUTES
    assert message["Attributes"]["ApproximateReceiveCount"] == "3"
    assert message["Attributes"]["DeadLetterQueueSourceArn"] == arn_of(url)
    assert counts(url) == (0, 0, 0)


def Redrive_policies_that_lead_nowhere_are_refused():
    dead = arn_of(new_queue())
    url = new_queue()
    for policy in (
        "not json",
        json.dumps({"deadLetterTargetArn": dead}),
        json.dumps({"deadLetterTargetArn": dead, "maxReceiveCount": 0}),
        json.dumps({"deadLetterTargetArn": dead, "maxReceiveCount": 1001}),
        json.dumps({"deadLetterTargetArn": dead + "-missing", "maxReceiveCount": 1}),
    ):
        refused(
            "InvalidParameterValue",
            "InvalidParameterValueException",
            400,
            sqs.set_queue_attributes,
            QueueUrl=url,
            Attributes={"RedrivePolicy": policy},
        )


def A_dead_letter_queue_says_who_may_use_it():
    url = new_queue()
    closed = new_queue(RedriveAllowPolicy=json.dumps({"redrivePermission": "denyAll"}))
    chosen = new_queue(RedriveAllowPolicy=json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": [arn_of(url)]}))
    policy = json.dumps({"deadLetterTargetArn": arn_of(closed), "maxReceiveCount": 1})
    invalid = ("InvalidParameterValue", "InvalidParameterValueException", 400)
    refused(*invalid, sqs.set_queue_attributes, QueueUrl=url, Attributes={"RedrivePolicy": policy})
    policy = json.dumps({"deadLetterTargetArn": arn_of(chosen), "maxReceiveCount": 1})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"RedrivePolicy": policy})
    refused(*invalid, sqs.set_queue_attributes, QueueUrl=new_queue(), Attributes={"RedrivePolicy": policy})


run(globals())
