"""What policies and signatures do not allow, by a client that signs as AWS's own library does."""

import datetime
import urllib.error
import urllib.request

import boto3
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

from acceptance import ENDPOINT, SPEAKS_QUERY, arn_of, client, new_name, receive, refused, run, send, sqs

ADA = "arn:aws:iam::000000000000:user/ada"
BOB = "arn:aws:iam::999988887777:user/bob"


def signing_with(key, secret, token=None, region="us-east-1"):
    return boto3.session.Session().client(
        "sqs",
        endpoint_url=ENDPOINT,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(retries={"max_attempts": 0}),
    )


ada = signing_with("ADA", "adas-secret")
bob = signing_with("BOB", "bobs-secret")


def denied(user, action, arn, why, call, **parameters):
    action = action.lower()
    message = refused("AccessDenied", "AccessDeniedException", 403, call, **parameters)
    expected = "User: {} is not authorized to perform: {} on resource: {} {}".format(user, action, arn, why.format(action))
    assert message == expected, message


def open_to(principal, url, action="sqs:*"):
    policy = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": %s, "Action": "%s", "Resource": "%s"}]}'
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy % (principal, action, arn_of(url))})


def queue(prefix, by=sqs):
    return by.create_queue(QueueName=prefix + new_name())["QueueUrl"]


def A_user_may_do_what_its_policies_allow_and_no_more():
    mine = queue("ada-", by=ada)
    send(mine, by=ada)
    assert receive(mine, by=ada)[0]["Body"] == "hello"
    other = queue("x-")
    arn = arn_of(other)
    nobody = "because no identity-based policy allows the {} action"
    denied(ADA, "sqs:SendMessage", arn, nobody, ada.send_message, QueueUrl=other, MessageBody="x")
    denied(ADA, "sqs:ListQueues", "arn:aws:sqs:us-east-1:000000000000:", nobody, ada.list_queues)
    explicit = "with an explicit deny in an identity-based policy"
    denied(ADA, "sqs:PurgeQueue", arn_of(mine), explicit, ada.purge_queue, QueueUrl=mine)


def A_batch_needs_the_permission_of_the_single_call():
    other = queue("x-")
    entries = [{"Id": "1", "MessageBody": "x"}]
    why = "because no identity-based policy allows the {} action"
    denied(ADA, "sqs:SendMessage", arn_of(other), why, ada.send_message_batch, QueueUrl=other, Entries=entries)


def A_queues_policy_opens_it_to_a_user_of_its_account():
    other = queue("x-")
    open_to('{"AWS": "%s"}' % ADA, other, "sqs:SendMessage")
    send(other, by=ada)
    why = "because no identity-based policy allows the {} action"
    denied(ADA, "sqs:ReceiveMessage", arn_of(other), why, ada.receive_message, QueueUrl=other)


def Another_account_needs_both_sides_and_never_has_what_only_owners_have():
    other = queue("x-")
    arn = arn_of(other)
    nobody = "because no resource-based policy allows the {} action"
    denied(BOB, "sqs:SendMessage", arn, nobody, bob.send_message, QueueUrl=other, MessageBody="x")
    open_to('{"AWS": "999988887777"}', other)
    send(other, by=bob)
    own = "because no identity-based policy allows the {} action"
    denied(BOB, "sqs:ReceiveMessage", arn, own, bob.receive_message, QueueUrl=other)
    denied(BOB, "sqs:DeleteQueue", arn, nobody, bob.delete_queue, QueueUrl=other)


def A_permission_that_was_added_opens_a_queue_until_it_is_removed():
    other = queue("x-")
    sqs.add_permission(QueueUrl=other, Label="bob", AWSAccountIds=["999988887777"], Actions=["SendMessage"])
    send(other, by=bob)
    sqs.remove_permission(QueueUrl=other, Label="bob")
    refused("AccessDenied", "AccessDeniedException", 403, bob.send_message, QueueUrl=other, MessageBody="x")


def A_queues_policy_may_look_at_the_request():
    other = queue("x-")
    policy = (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "sqs:SendMessage", '
        '"Condition": {"Bool": {"aws:SecureTransport": false}, "IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}}]}'
    )
    sqs.set_queue_attributes(QueueUrl=other, Attributes={"Policy": policy})
    why = "with an explicit deny in a resource-based policy"
    denied("arn:aws:iam::000000000000:root", "sqs:SendMessage", arn_of(other), why, sqs.send_message, QueueUrl=other, MessageBody="x")


def A_messages_sender_is_the_users_unique_id():
    mine = queue("ada-", by=ada)
    send(mine, by=ada)
    send(mine, by=sqs)
    names = {"AttributeNames": ["SenderId"], "MaxNumberOfMessages": 10}
    senders = sorted(message["Attributes"]["SenderId"] for message in receive(mine, by=sqs, **names))
    assert senders[0] == "000000000000" and senders[1].startswith("AIDA") and len(senders[1]) == 21, senders


def A_wrong_secret_and_an_unknown_key_are_refused():
    message = refused(
        "SignatureDoesNotMatch", "InvalidSignatureException", 403, signing_with("ADA", "guessed").list_queues
    )
    assert message.startswith("The request signature we calculated does not match"), message
    refused("InvalidClientTokenId", "UnrecognizedClientException", 403, signing_with("EVE", "any").list_queues)


def A_temporary_key_needs_its_token():
    signing_with("TEMPORARY", "short-lived", "the-token/+=").list_queues()
    for token in (None, "another"):
        refused(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            403,
            signing_with("TEMPORARY", "short-lived", token).list_queues,
        )


def A_clock_that_is_off_by_more_than_fifteen_minutes_is_refused():
    for minutes, text in ((-16, "Signature expired: "), (16, "Signature not yet current: ")):
        request = AWSRequest(method="GET", url=ENDPOINT + "/?Action=ListQueues")
        sign(botocore.auth.SigV4Auth, request, minutes)
        status, body = fetch(request)
        assert status == 403 and "<Code>SignatureDoesNotMatch</Code>" in body and text in body, body
    request = AWSRequest(method="GET", url=ENDPOINT + "/?Action=ListQueues")
    sign(botocore.auth.SigV4Auth, request, 14)
    assert fetch(request)[0] == 200


def A_presigned_address_is_good_until_it_expires_and_for_what_was_signed():
    url = queue("x y"[:1])
    address = url.replace(url[: url.index("/", 8)], ENDPOINT) + "?Action=SendMessage&MessageBody=a%20b%2Bc%2F~&Version=2012-11-05"
    request = AWSRequest(method="GET", url=address)
    sign(botocore.auth.SigV4QueryAuth, request, 0, expires=60)
    assert fetch(request)[0] == 200
    assert receive(url)[0]["Body"] == "a b+c/~"

    changed = AWSRequest(method="GET", url=request.url.replace("MessageBody=a", "MessageBody=b"))
    assert fetch(changed)[0] == 403
    late = AWSRequest(method="GET", url=address)
    sign(botocore.auth.SigV4QueryAuth, late, -2, expires=60)
    status, body = fetch(late)
    assert status == 403 and "Signature expired: " in body, body


def Whoever_does_not_sign_has_only_what_is_open_to_everybody():
    url = queue("x-")
    path = url[url.index("/", 8) :]
    status, body = fetch(AWSRequest(method="GET", url=ENDPOINT + path + "?Action=SendMessage&MessageBody=hello"))
    assert status == 403 and "<Code>MissingAuthenticationToken</Code>" in body, body
    open_to('"*"', url, "sqs:SendMessage")
    status, body = fetch(AWSRequest(method="GET", url=ENDPOINT + path + "?Action=SendMessage&MessageBody=hello"))
    assert status == 200, body
    assert fetch(AWSRequest(method="GET", url=ENDPOINT + path + "?Action=ReceiveMessage"))[0] == 403


def A_signature_that_is_not_whole_is_refused():
    headers = {"Authorization": "AWS4-HMAC-SHA256 Credential=ADA/20261121/us-east-1/sqs/aws4_request"}
    status, body = fetch(AWSRequest(method="GET", url=ENDPOINT + "/?Action=ListQueues", headers=headers))
    assert status == 400 and "<Code>IncompleteSignature</Code>" in body, body
    assert "Authorization header requires 'Signature' parameter." in body, body


def A_key_is_for_its_own_account_whatever_the_region():
    elsewhere = signing_with("test", "test", region="eu-west-1")
    arn = arn_of(queue("x-", by=elsewhere), by=elsewhere)
    assert arn.startswith("arn:aws:sqs:eu-west-1:000000000000:"), arn


def sign(how, request, minutes, **options):
    """Signs as if it were so many minutes later."""

    class Shifted(how):
        def add_auth(self, request):
            moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
            request.context["timestamp"] = moment.strftime("%Y%m%dT%H%M%SZ")
            self._modify_request_before_signing(request)
            canonical = self.canonical_request(request)
            self._inject_signature_to_request(request, self.signature(self.string_to_sign(request, canonical), request))

    Shifted(Credentials("test", "test"), "sqs", "us-east-1", **options).add_auth(request)


def fetch(request):
    prepared = request.prepare()
    sent = urllib.request.Request(prepared.url, method=prepared.method, headers={k: v for k, v in prepared.headers.items()})
    try:
        with urllib.request.urlopen(sent) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


if __name__ == "__main__":
    run(globals())
