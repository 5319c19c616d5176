"""Answers the codec tests as botocore, the library under boto3 and the AWS CLI.

Reads one JSON object a line: {"do": "serialize" | "parse" | "parse_query" | "parse_error" | "parse_query_error", ...}
and writes one JSON object a line. Query is botocore's own Query serializer and parser over the SQS definition,
with the names the Query days had (written here by hand, and nowhere else in these tests) put back into it.
"""

import base64
import copy
import json
import sys

import botocore.loaders
import botocore.model
import botocore.parsers
import botocore.serialize

ITEMS = {
    "AWSAccountIdList": "AWSAccountId",
    "ActionNameList": "ActionName",
    "AttributeNameList": "AttributeName",
    "BatchResultErrorEntryList": "BatchResultErrorEntry",
    "BinaryList": "BinaryListValue",
    "ChangeMessageVisibilityBatchRequestEntryList": "ChangeMessageVisibilityBatchRequestEntry",
    "ChangeMessageVisibilityBatchResultEntryList": "ChangeMessageVisibilityBatchResultEntry",
    "DeleteMessageBatchRequestEntryList": "DeleteMessageBatchRequestEntry",
    "DeleteMessageBatchResultEntryList": "DeleteMessageBatchResultEntry",
    "ListMessageMoveTasksResultEntryList": "ListMessageMoveTasksResultEntry",
    "MessageAttributeNameList": "MessageAttributeName",
    "MessageList": "Message",
    "MessageSystemAttributeList": "MessageSystemAttributeName",
    "QueueUrlList": "QueueUrl",
    "SendMessageBatchRequestEntryList": "SendMessageBatchRequestEntry",
    "SendMessageBatchResultEntryList": "SendMessageBatchResultEntry",
    "StringList": "StringListValue",
    "TagKeyList": "TagKey",
}
PAIRS = {
    "MessageBodyAttributeMap": ("Name", "Value"),
    "MessageBodySystemAttributeMap": ("Name", "Value"),
    "MessageSystemAttributeMap": ("Name", "Value"),
    "QueueAttributeMap": ("Name", "Value"),
    "TagMap": ("Key", "Value"),
}
MAPS = {
    "MessageBodyAttributeMap": "MessageAttribute",
    "MessageBodySystemAttributeMap": "MessageSystemAttribute",
    "MessageSystemAttributeMap": "Attribute",
    "QueueAttributeMap": "Attribute",
    "TagMap": "Tag",
}


def query_definition(definition):
    definition = copy.deepcopy(definition)
    definition["metadata"].update(protocol="query", protocols=["query"])
    definition["metadata"].pop("awsQueryCompatible")
    shapes = definition["shapes"]
    for shape, name in ITEMS.items():
        shapes[shape]["member"]["locationName"] = name
    for shape, (key, value) in PAIRS.items():
        shapes[shape]["key"]["locationName"] = key
        shapes[shape]["value"]["locationName"] = value
    for shape in shapes.values():
        for member in shape.get("members", {}).values():
            if member["shape"] in MAPS:
                member["locationName"] = MAPS[member["shape"]]
    for operation in definition["operations"].values():
        if "output" in operation:
            operation["output"]["resultWrapper"] = operation["output"]["shape"]
    return definition


def plain(value):
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def rich(value):
    if isinstance(value, dict):
        if set(value) == {"base64"}:
            return base64.b64decode(value["base64"])
        return {key: rich(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rich(item) for item in value]
    return value


def main():
    definition = botocore.loaders.Loader().load_service_model("sqs", "service-2")
    services = {
        "json": botocore.model.ServiceModel(definition, "sqs"),
        "query": botocore.model.ServiceModel(query_definition(definition), "sqs"),
    }
    for line in sys.stdin:
        request = json.loads(line)
        protocol = request["protocol"]
        operation = services[protocol].operation_model(request["operation"])
        if request["do"] == "serialize":
            sent = botocore.serialize.create_serializer(protocol, False).serialize_to_request(rich(request["value"]), operation)
            body = sent["body"]
            if protocol == "query":
                body = botocore.compat.urlencode(body)
            answer = {"body": body.decode() if isinstance(body, bytes) else body}
        else:
            received = {
                "body": request["body"].encode(),
                "headers": request.get("headers", {}),
                "status_code": request.get("status", 200),
            }
            shape = operation.output_shape if request.get("status", 200) < 300 else None
            answer = {"value": plain(botocore.parsers.create_parser(protocol).parse(received, shape))}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    import botocore.compat

    main()
