"""CreateQueue, GetQueueUrl, ListQueues, attributes, tags, DeleteQueue, PurgeQueue, ListDeadLetterSourceQueues."""

import json
import time
from urllib.parse import urlsplit

from acceptance import ENDPOINT, SPEAKS_QUERY, arn_of, client, counts, new_name, new_queue, receive, refused, run, send, sqs


def A_queue_has_a_url_under_the_host_that_was_called():
    name = new_name()
    assert sqs.create_queue(QueueName=name)["QueueUrl"] == f"{ENDPOINT}/000000000000/{name}"
    assert sqs.get_queue_url(QueueName=name)["QueueUrl"] == f"{ENDPOINT}/000000000000/{name}"


def Creating_a_queue_again_with_the_same_attributes_answers_with_the_same_url():
    name = new_name()
    first = sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "7"})
    again = sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "7"})
    assert first["QueueUrl"] == again["QueueUrl"] == sqs.create_queue(QueueName=name)["QueueUrl"]


def Creating_a_queue_again_with_other_attributes_is_refused():
    name = new_name()
    sqs.create_queue(QueueName=name)
    refused(
        "QueueAlreadyExists",
        "QueueNameExists",
        400,
        sqs.create_queue,
        QueueName=name,
        Attributes={"VisibilityTimeout": "7"},
    )


def Names_of_queues_that_SQS_does_not_know_are_refused():
    for name in ("a b", "ä", "a" * 81, "a.b", "a/b"):
        refused("InvalidParameterValue", "InvalidParameterValueException", 400, sqs.create_queue, QueueName=name)


def A_queue_that_is_not_there_is_said_not_to_be_there():
    missing = f"{ENDPOINT}/000000000000/{new_name()}"
    code, shape = "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"
    refused(code, shape, 400, sqs.get_queue_url, QueueName=new_name())
    refused(code, shape, 400, sqs.send_message, QueueUrl=missing, MessageBody="x")
    refused(code, shape, 400, sqs.receive_message, QueueUrl=missing)
    refused(code, shape, 400, sqs.get_queue_attributes, QueueUrl=missing)
    refused(code, shape, 400, sqs.set_queue_attributes, QueueUrl=missing, Attributes={"DelaySeconds": "1"})
    refused(code, shape, 400, sqs.delete_queue, QueueUrl=missing)
    refused(code, shape, 400, sqs.purge_queue, QueueUrl=missing)
    refused(code, shape, 400, sqs.list_queue_tags, QueueUrl=missing)
    refused(code, shape, 400, sqs.tag_queue, QueueUrl=missing, Tags={"a": "b"})
    refused(code, shape, 400, sqs.untag_queue, QueueUrl=missing, TagKeys=["a"])
    refused(code, shape, 400, sqs.list_dead_letter_source_queues, QueueUrl=missing)
    refused(code, shape, 400, sqs.delete_message, QueueUrl=missing, ReceiptHandle="x")
    refused(code, shape, 400, sqs.change_message_visibility, QueueUrl=missing, ReceiptHandle="x", VisibilityTimeout=1)
    entries = [{"Id": "a", "MessageBody": "x"}]
    refused(code, shape, 400, sqs.send_message_batch, QueueUrl=missing, Entries=entries)
    entries = [{"Id": "a", "ReceiptHandle": "x"}]
    refused(code, shape, 400, sqs.delete_message_batch, QueueUrl=missing, Entries=entries)
    entries = [{"Id": "a", "ReceiptHandle": "x", "VisibilityTimeout": 1}]
    refused(code, shape, 400, sqs.change_message_visibility_batch, QueueUrl=missing, Entries=entries)


def A_fresh_queue_has_the_attributes_AWS_gives_it():
    before = int(time.time())
    url = new_queue()
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert before - 1 <= int(shown.pop("CreatedTimestamp")) <= int(time.time()) + 1
    assert before - 1 <= int(shown.pop("LastModifiedTimestamp")) <= int(time.time()) + 1
    name = url.rsplit("/", 1)[1]
    assert shown == {
        "QueueArn": f"arn:aws:sqs:us-east-1:000000000000:{name}",
        "ApproximateNumberOfMessages": "0",
        "ApproximateNumberOfMessagesNotVisible": "0",
        "ApproximateNumberOfMessagesDelayed": "0",
        "VisibilityTimeout": "30",
        "MaximumMessageSize": "1048576",
        "MessageRetentionPeriod": "345600",
        "DelaySeconds": "0",
        "ReceiveMessageWaitTimeSeconds": "0",
        "SqsManagedSseEnabled": "true",
    }, shown


def Only_the_attributes_asked_for_are_shown():
    url = new_queue()
    names = ["QueueArn", "DelaySeconds"]
    assert set(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]) == set(names)
    assert "Attributes" not in sqs.get_queue_attributes(QueueUrl=url)
    refused(
        "InvalidAttributeName",
        "InvalidAttributeName",
        400,
        sqs.get_queue_attributes,
        QueueUrl=url,
        AttributeNames=["NoSuchAttribute"],
    )


def Attributes_are_set_and_shown_again():
    url = new_queue()
    policy = json.dumps({"Version": "2012-10-17", "Statement": []})
    given = {
        "VisibilityTimeout": "43200",
        "MaximumMessageSize": "262144",
        "MessageRetentionPeriod": "1209600",
        "DelaySeconds": "900",
        "ReceiveMessageWaitTimeSeconds": "20",
        "Policy": policy,
        "KmsMasterKeyId": "alias/aws/sqs",
        "KmsDataKeyReusePeriodSeconds": "600",
    }
    sqs.set_queue_attributes(QueueUrl=url, Attributes=given)
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert {name: shown[name] for name in given} == given, shown
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": "", "DelaySeconds": "0"})
    shown = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert "Policy" not in shown and shown["DelaySeconds"] == "0"


def Values_out_of_range_are_refused():
    url = new_queue()
    for name, value in {
        "VisibilityTimeout": "43201",
        "MaximumMessageSize": "1023",
        "MessageRetentionPeriod": "59",
        "DelaySeconds": "901",
        "ReceiveMessageWaitTimeSeconds": "21",
        "KmsDataKeyReusePeriodSeconds": "59",
    }.items():
        for bad in (value, "-1", "many"):
            refused(
                "InvalidAttributeValue",
                "InvalidAttributeValue",
                400,
                sqs.set_queue_attributes,
                QueueUrl=url,
                Attributes={name: bad},
            )
            refused(
                "InvalidAttributeValue",
                "InvalidAttributeValue",
                400,
                sqs.create_queue,
                QueueName=new_name(),
                Attributes={name: bad},
            )
    refused(
        "InvalidAttributeName",
        "InvalidAttributeName",
        400,
        sqs.set_queue_attributes,
        QueueUrl=url,
        Attributes={"NoSuchAttribute": "1"},
    )


def Queues_are_listed_by_prefix_and_in_pages():
    prefix = new_name()
    urls = [sqs.create_queue(QueueName=f"{prefix}-{number}")["QueueUrl"] for number in range(7)]
    listed = sqs.list_queues(QueueNamePrefix=prefix)
    assert sorted(listed["QueueUrls"]) == sorted(urls) and "NextToken" not in listed
    first = sqs.list_queues(QueueNamePrefix=prefix, MaxResults=4)
    rest = sqs.list_queues(QueueNamePrefix=prefix, MaxResults=4, NextToken=first["NextToken"])
    assert len(first["QueueUrls"]) == 4 and "NextToken" not in rest
    assert sorted(first["QueueUrls"] + rest["QueueUrls"]) == sorted(urls)
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=prefix, PaginationConfig={"PageSize": 3})
    assert sorted(url for page in pages for url in page["QueueUrls"]) == sorted(urls)
    assert "QueueUrls" not in sqs.list_queues(QueueNamePrefix=new_name())
    refused("InvalidParameterValue", "InvalidParameterValueException", 400, sqs.list_queues, MaxResults=1001)
    refused("InvalidParameterValue", "InvalidParameterValueException", 400, sqs.list_queues, MaxResults=5, NextToken="no")


def A_deleted_queue_is_gone_and_its_name_rests_for_a_minute():
    name = new_name()
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    send(url)
    sqs.delete_queue(QueueUrl=url)
    refused("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", 400, sqs.get_queue_url, QueueName=name)
    code = "AWS.SimpleQueueService.QueueDeletedRecently"
    refused(code, "QueueDeletedRecently", 400, sqs.create_queue, QueueName=name)


def A_purge_takes_every_message_and_rests_for_a_minute():
    url = new_queue()
    for _ in range(3):
        send(url)
    send(url, DelaySeconds=60)
    assert len(receive(url)) == 1
    assert counts(url) == (2, 1, 1), counts(url)
    sqs.purge_queue(QueueUrl=url)
    assert counts(url) == (0, 0, 0), counts(url)
    refused("AWS.SimpleQueueService.PurgeQueueInProgress", "PurgeQueueInProgress", 403, sqs.purge_queue, QueueUrl=url)
    send(url, "after")
    assert [message["Body"] for message in receive(url)] == ["after"]


def Tags_are_set_replaced_and_taken_away():
    name = new_name()
    url = sqs.create_queue(QueueName=name, tags={"team": "blue", "empty": ""})["QueueUrl"]
    assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"team": "blue", "empty": ""}
    sqs.tag_queue(QueueUrl=url, Tags={"team": "red", "größe": "ß & <"})
    assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"team": "red", "empty": "", "größe": "ß & <"}
    sqs.untag_queue(QueueUrl=url, TagKeys=["team", "empty", "größe", "never there"])
    assert "Tags" not in sqs.list_queue_tags(QueueUrl=url)
    tags = {f"key-{number}": "value" for number in range(51)}
    refused("InvalidParameterValue", "InvalidParameterValueException", 400, sqs.tag_queue, QueueUrl=url, Tags=tags)


def The_sources_of_a_dead_letter_queue_are_listed_in_pages():
    dead = new_queue()
    policy = json.dumps({"deadLetterTargetArn": arn_of(dead), "maxReceiveCount": 3})
    sources = sorted(new_queue(RedrivePolicy=policy) for _ in range(3))
    assert sorted(sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"]) == sources
    first = sqs.list_dead_letter_source_queues(QueueUrl=dead, MaxResults=2)
    rest = sqs.list_dead_letter_source_queues(QueueUrl=dead, MaxResults=2, NextToken=first["NextToken"])
    assert sorted(first["queueUrls"] + rest["queueUrls"]) == sources and "NextToken" not in rest
    assert sqs.list_dead_letter_source_queues(QueueUrl=sources[0]).get("queueUrls", []) == []
    sqs.set_queue_attributes(QueueUrl=sources[0], Attributes={"RedrivePolicy": ""})
    assert sorted(sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"]) == sources[1:]


def Accounts_and_regions_keep_their_queues_apart():
    ours, theirs = client("111111111111"), client("222222222222", "eu-west-1")
    name = new_name()
    first, second = ours.create_queue(QueueName=name)["QueueUrl"], theirs.create_queue(QueueName=name)["QueueUrl"]
    assert (first, second) == (f"{ENDPOINT}/111111111111/{name}", f"{ENDPOINT}/222222222222/{name}")
    assert arn_of(first, ours) == f"arn:aws:sqs:us-east-1:111111111111:{name}"
    assert arn_of(second, theirs) == f"arn:aws:sqs:eu-west-1:222222222222:{name}"
    send(first, by=ours)
    assert receive(second, by=theirs) == [] and len(receive(first, by=ours)) == 1
    assert name not in "".join(client("111111111111", "eu-west-1").list_queues().get("QueueUrls", []))


def Another_accounts_queue_is_found_by_its_owner():
    owner, guest = client("333333333333"), client("444444444444")
    name = new_name()
    url = owner.create_queue(QueueName=name)["QueueUrl"]
    owner.add_permission(QueueUrl=url, Label="guest", AWSAccountIds=["444444444444"], Actions=["SendMessage", "GetQueueUrl"])
    assert guest.get_queue_url(QueueName=name, QueueOwnerAWSAccountId="333333333333")["QueueUrl"] == url
    send(url, "from the guest", by=guest)
    assert receive(url, by=owner)[0]["Body"] == "from the guest"
    refused("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", 400, guest.get_queue_url, QueueName=name)


def A_bare_name_and_foreign_hosts_name_the_same_queue():
    name = new_name()
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    port = urlsplit(ENDPOINT).port
    by_name = client(endpoint=f"http://localhost:{port}")
    assert by_name.get_queue_url(QueueName=name)["QueueUrl"] == f"http://localhost:{port}/000000000000/{name}"
    if SPEAKS_QUERY:
        # This client calls the host of the URL itself, so only hosts that lead here can be shown.
        forms = [url, f"http://localhost:{port}/000000000000/{name}", f"{ENDPOINT}/queue/us-east-1/000000000000/{name}"]
    else:
        forms = [
            url,
            name,
            f"https://sqs.us-east-1.amazonaws.com/000000000000/{name}",
            f"https://us-east-1.queue.amazonaws.com/000000000000/{name}",
            f"http://sqs.us-east-1.localhost.localstack.cloud:4566/000000000000/{name}",
            f"http://localhost:4566/queue/us-east-1/000000000000/{name}",
        ]
    for form in forms:
        assert arn_of(form).endswith(f":000000000000:{name}"), form


run(globals())
