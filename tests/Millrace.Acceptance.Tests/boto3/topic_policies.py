"""Queue policies decide what topics may bring, where callers are authenticated."""

from acceptance import arn_of, bodies, let_in, new_queue, new_topic, receive, run, sns, sqs, subscribe, subscribed_queue

RAW = {"RawMessageDelivery": "true"}


def A_queues_policy_lets_one_topic_in_and_keeps_another_out():
    wanted, unwanted = new_topic(), new_topic()
    url = new_queue()
    let_in(wanted, url)
    subscribe(wanted, url, **RAW)
    subscribe(unwanted, url, **RAW)
    witness = subscribed_queue(unwanted, **RAW)
    sns.publish(TopicArn=unwanted, Message="kept out")
    assert bodies(witness, 1) == ["kept out"]
    sns.publish(TopicArn=wanted, Message="let in")
    assert bodies(url, 1) == ["let in"]
    assert receive(url) == []


def A_queue_without_a_policy_lets_no_topic_in():
    topic = new_topic()
    url, witness = new_queue(), subscribed_queue(topic, **RAW)
    subscribe(topic, url, **RAW)
    sns.publish(TopicArn=topic, Message="kept out")
    assert bodies(witness, 1) == ["kept out"]
    let_in(topic, url)
    sns.publish(TopicArn=topic, Message="let in")
    assert bodies(url, 1) == ["let in"]


def What_is_kept_out_goes_to_the_dead_letter_queue_that_lets_the_topic_in():
    topic = new_topic()
    url, dead = new_queue(), new_queue()
    let_in(topic, dead)
    subscribe(topic, url, RedrivePolicy='{"deadLetterTargetArn": "%s"}' % arn_of(dead), **RAW)
    sns.publish(TopicArn=topic, Message="kept out")
    assert bodies(dead, 1) == ["kept out"]
    assert receive(url) == []


def Delivered_messages_name_the_service_as_their_sender():
    topic = new_topic()
    url = subscribed_queue(topic, **RAW)
    sns.publish(TopicArn=topic, Message="m")
    message = receive(url, WaitTimeSeconds=20, AttributeNames=["SenderId"])[0]
    assert message["Attributes"]["SenderId"] == "sns.amazonaws.com"
    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


run(globals())
