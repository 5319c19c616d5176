"""SNS: topics, subscriptions, fan-out to queues and filters."""

import json

from acceptance import (
    arn_of,
    bodies,
    let_in,
    md5_of_attributes,
    new_name,
    new_queue,
    new_topic,
    receive,
    run,
    sns,
    sqs,
    subscribe,
    subscribed_queue,
)
from botocore.exceptions import ClientError

RAW = {"RawMessageDelivery": "true"}


def text(value):
    return {"DataType": "String", "StringValue": value}


def number(value):
    return {"DataType": "Number", "StringValue": str(value)}


def refused(code, status, call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        found = (error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"])
        assert found == (code, status), (found, error.response["Error"]["Message"])
        return error.response["Error"]["Message"]
    raise AssertionError(f"{parameters} was not refused with {code}")


def One_message_reaches_every_queue_of_a_topic():
    topic = new_topic()
    urls = [subscribed_queue(topic) for _ in range(5)]
    published = sns.publish(TopicArn=topic, Subject="news", Message="to all: ü€😀 <a>&amp;</a>")
    for url in urls:
        (body,) = bodies(url, 1)
        envelope = json.loads(body)
        assert envelope["MessageId"] == published["MessageId"]
        assert (envelope["Subject"], envelope["Message"]) == ("news", "to all: ü€😀 <a>&amp;</a>")
        assert (envelope["Type"], envelope["TopicArn"]) == ("Notification", topic)


def A_filter_on_attributes_lets_through_what_the_seed_says():
    """The terraform of the seed: inventory by kind of event, shipping by value (numeric) and by kind of shipping."""
    topic = new_topic()
    inventory = subscribed_queue(topic, FilterPolicy=json.dumps({"event_type": ["order_created", "order_updated"]}), **RAW)
    shipping = subscribed_queue(
        topic,
        FilterPolicy=json.dumps({"order_value": [{"numeric": [">=", 1000]}], "shipping_type": ["express", "priority"]}),
        FilterPolicyScope="MessageAttributes",
        **RAW,
    )
    everything = subscribed_queue(topic, **RAW)
    for body, attributes in (
        ("small", {"event_type": text("order_created"), "order_value": number(999.99), "shipping_type": text("express")}),
        ("large", {"event_type": text("order_updated"), "order_value": number(1000), "shipping_type": text("priority")}),
        ("slow", {"event_type": text("order_shipped"), "order_value": number(5000), "shipping_type": text("standard")}),
        ("fast", {"event_type": text("order_shipped"), "order_value": number("1e3"), "shipping_type": text("express")}),
        ("words", {"order_value": text("5000"), "shipping_type": text("express")}),
        ("bare", {}),
    ):
        sns.publish(TopicArn=topic, Message=body, MessageAttributes=attributes)
    assert bodies(everything, 6) == ["small", "large", "slow", "fast", "words", "bare"]
    assert bodies(inventory, 2) == ["small", "large"]
    assert bodies(shipping, 2) == ["large", "fast"]
    assert receive(inventory) == receive(shipping) == []


def A_filter_on_the_body_looks_into_it():
    topic = new_topic()
    policy = {"order": {"total": [{"numeric": [">", 100, "<=", 200]}], "items": {"kind": [{"prefix": "book"}]}}}
    url = subscribed_queue(topic, FilterPolicy=json.dumps(policy), FilterPolicyScope="MessageBody", **RAW)
    last = {"order": {"total": 200, "items": [{"kind": "toy"}, {"kind": "bookend"}]}}
    for body in ({"order": {"total": 201, "items": [{"kind": "book"}]}}, {"order": {"total": 150}}, last):
        sns.publish(TopicArn=topic, Message=json.dumps(body))
    assert [json.loads(body) for body in bodies(url, 1)] == [last] and receive(url) == []


def Raw_delivery_carries_attributes_over():
    topic = new_topic()
    url = subscribed_queue(topic, **RAW)
    attributes = {"text": text("größe & <tag>"), "number": number(-12.5), "bytes": {"DataType": "Binary", "BinaryValue": bytes(range(256))}}
    sns.publish(TopicArn=topic, Message="raw", MessageAttributes=attributes)
    message = receive(url, WaitTimeSeconds=20, MessageAttributeNames=["All"])[0]
    assert message["Body"] == "raw" and message["MessageAttributes"] == attributes
    assert message["MD5OfMessageAttributes"] == md5_of_attributes(attributes)


def A_batch_is_published_in_order():
    topic = new_topic()
    url = subscribed_queue(topic, **RAW)
    entries = [{"Id": str(index), "Message": f"m{index}", "Subject": "s"} for index in range(10)]
    answer = sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=entries)
    assert [entry["Id"] for entry in answer["Successful"]] == [entry["Id"] for entry in entries] and answer["Failed"] == []
    assert bodies(url, 10) == [f"m{index}" for index in range(10)]


def A_structured_message_gives_queues_their_own_text():
    topic = new_topic()
    url = subscribed_queue(topic, **RAW)
    sns.publish(TopicArn=topic, MessageStructure="json", Message=json.dumps({"default": "all", "sqs": "queues"}))
    assert bodies(url, 1) == ["queues"]


def A_FIFO_topic_keeps_order_and_drops_duplicates():
    topic = new_topic(FifoTopic="true", ContentBasedDeduplication="true")
    url = sqs.create_queue(QueueName=new_name() + ".fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
    let_in(topic, url)
    subscribe(topic, url, **RAW)
    first = [sns.publish(TopicArn=topic, Message=f"m{index}", MessageGroupId="g") for index in range(5)]
    again = sns.publish(TopicArn=topic, Message="m3", MessageGroupId="g")
    assert (again["MessageId"], again["SequenceNumber"]) == (first[3]["MessageId"], first[3]["SequenceNumber"])
    assert bodies(url, 5) == [f"m{index}" for index in range(5)] and receive(url) == []


def What_a_deleted_queue_would_have_got_goes_to_the_dead_letter_queue():
    topic = new_topic()
    dead = new_queue()
    let_in(topic, dead)
    url = subscribed_queue(topic, RedrivePolicy=json.dumps({"deadLetterTargetArn": arn_of(dead)}), **RAW)
    sqs.delete_queue(QueueUrl=url)
    sns.publish(TopicArn=topic, Message="nobody home")
    assert bodies(dead, 1) == ["nobody home"]


def A_topic_goes_the_way_of_Terraform():
    """Create, read back, set attribute by attribute, read back, tags, delete: what the provider of Terraform calls."""
    name = new_name()
    policy = '{"Version":"2012-10-17","Statement":[{"Sid":"own","Effect":"Allow","Principal":"*","Action":"SNS:Publish","Resource":"*"}]}'
    arn = sns.create_topic(Name=name, Attributes={"DisplayName": "Orders"}, Tags=[{"Key": "stage", "Value": "test"}])["TopicArn"]
    read = lambda: sns.get_topic_attributes(TopicArn=arn)["Attributes"]
    tags = lambda: {tag["Key"]: tag["Value"] for tag in sns.list_tags_for_resource(ResourceArn=arn)["Tags"]}
    assert read()["DisplayName"] == "Orders" and json.loads(read()["Policy"])["Id"] == "__default_policy_ID"
    delivery = '{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":5,"maxDelayTarget":10,"numRetries":4},"disableSubscriptionOverrides":true}}'
    changes = {
        "Policy": policy,
        "DeliveryPolicy": delivery,
        "DisplayName": "Orders of today",
        "KmsMasterKeyId": "alias/aws/sns",
        "SignatureVersion": "2",
        "TracingConfig": "Active",
        "SQSFailureFeedbackRoleArn": "arn:aws:iam::000000000000:role/feedback",
        "SQSSuccessFeedbackSampleRate": "50",
    }
    for key, value in changes.items():
        sns.set_topic_attributes(TopicArn=arn, AttributeName=key, AttributeValue=value)
    shown = read()
    for key in changes.keys() - {"DeliveryPolicy"}:
        assert shown[key] == changes[key], (key, shown[key])
    retries = json.loads(shown["DeliveryPolicy"])["http"]["defaultHealthyRetryPolicy"]
    assert (retries["minDelayTarget"], retries["maxDelayTarget"], retries["numRetries"]) == (5, 10, 4)
    assert json.loads(shown["EffectiveDeliveryPolicy"])["http"]["disableSubscriptionOverrides"] is True
    assert tags() == {"stage": "test"}
    sns.tag_resource(ResourceArn=arn, Tags=[{"Key": "stage", "Value": "live"}, {"Key": "team", "Value": "a"}])
    sns.untag_resource(ResourceArn=arn, TagKeys=["team"])
    assert tags() == {"stage": "live"}
    sns.delete_topic(TopicArn=arn)
    refused("NotFound", 404, sns.get_topic_attributes, TopicArn=arn)


def A_subscription_goes_the_way_of_Terraform():
    topic = new_topic()
    url, dead = new_queue(), new_queue()
    redrive = json.dumps({"deadLetterTargetArn": arn_of(dead)})
    first = {"FilterPolicy": '{"kind":["a"]}', "FilterPolicyScope": "MessageAttributes", "RawMessageDelivery": "true", "RedrivePolicy": redrive}
    arn = subscribe(topic, url, **first)
    read = lambda: sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
    assert first.items() <= read().items(), read()
    assert [shown["SubscriptionArn"] for shown in sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]] == [arn]
    changes = {"FilterPolicyScope": "MessageBody", "FilterPolicy": '{"order":{"kind":["b"]}}', "RawMessageDelivery": "false"}
    for key, value in changes.items():
        sns.set_subscription_attributes(SubscriptionArn=arn, AttributeName=key, AttributeValue=value)
        assert read()[key] == value
    for key in ("FilterPolicy", "RedrivePolicy"):
        sns.set_subscription_attributes(SubscriptionArn=arn, AttributeName=key, AttributeValue="")
    assert not {"FilterPolicy", "FilterPolicyScope", "RedrivePolicy"} & read().keys()
    sns.unsubscribe(SubscriptionArn=arn)
    refused("NotFound", 404, sns.get_subscription_attributes, SubscriptionArn=arn)


def Listings_have_pages():
    topic = new_topic()
    endpoint = "arn:aws:sqs:us-east-1:000000000000:absent-"
    expected = {f"{endpoint}{index}" for index in range(105)}
    for arn in expected:
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
    pages = list(sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic))
    assert len(pages) == 2 and {shown["Endpoint"] for page in pages for shown in page["Subscriptions"]} == expected
    topics = [shown["TopicArn"] for page in sns.get_paginator("list_topics").paginate() for shown in page["Topics"]]
    assert topic in topics
    everything = [shown["TopicArn"] for page in sns.get_paginator("list_subscriptions").paginate() for shown in page["Subscriptions"]]
    assert everything.count(topic) == 105


def Errors_have_the_codes_that_code_catches():
    topic = new_topic()
    absent = topic + "-absent"
    try:
        sns.publish(TopicArn=absent, Message="m")
        raise AssertionError("A topic that is not there was published to.")
    except sns.exceptions.NotFoundException as error:
        assert error.response["Error"]["Message"] == "Topic does not exist"
    refused("InvalidParameter", 400, sns.publish, TopicArn=topic, Message="")
    refused("InvalidParameter", 400, sns.publish, TopicArn="topic", Message="m")
    refused("InvalidParameter", 400, sns.publish, TopicArn=topic, Message="x" * 262145)
    refused("InvalidParameter", 400, sns.publish, TopicArn=topic, Message="m", Subject="s" * 100)
    refused("InvalidParameter", 400, sns.subscribe, TopicArn=topic, Protocol="sqs", Endpoint="http://localhost/queue")
    refused("ParameterValueInvalid", 400, sns.publish, TopicArn=topic, Message="m", MessageAttributes={"a": text("")})
    entries = [{"Id": "same", "Message": "m"}] * 2
    refused("BatchEntryIdsNotDistinct", 400, sns.publish_batch, TopicArn=topic, PublishBatchRequestEntries=entries)
    message = refused("InvalidParameter", 400, subscribe, topic=topic, queue_url=new_queue(), FilterPolicy='{"key":[]}')
    assert message.endswith("line: 1, column: 10]"), message


def A_permission_is_a_statement_of_the_policy():
    topic = new_topic()
    statements = lambda: json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])["Statement"]
    sns.add_permission(TopicArn=topic, Label="one", AWSAccountId=["111111111111"], ActionName=["Publish"])
    assert statements()[-1]["Sid"] == "one" and statements()[-1]["Action"] == "SNS:Publish"
    sns.remove_permission(TopicArn=topic, Label="one")
    assert len(statements()) == 1


run(globals())
