namespace Millrace.Languages.StatesLanguage;

/// <summary>The optimized integrations and what each offers. Source: Developer Guide, Integrating optimized services.</summary>
internal static class OptimizedIntegrations
{
    // Per service its actions; what follows a slash are the patterns beyond request and response: s(ync), 2 (sync:2), t(oken).
    private static readonly Dictionary<string, string[]> _services = new(StringComparer.Ordinal)
    {
        ["apigateway"] = ["invoke/t"],
        ["athena"] = ["startQueryExecution/s", "stopQueryExecution", "getQueryExecution", "getQueryResults"],
        ["batch"] = ["submitJob/st"],
        ["bedrock"] = ["invokeModel/t", "createModelCustomizationJob/s"],
        ["codebuild"] =
        [
            "startBuild/s",
            "stopBuild",
            "batchDeleteBuilds",
            "batchGetReports",
            "startBuildBatch/s",
            "stopBuildBatch",
            "retryBuildBatch/s",
            "deleteBuildBatch",
        ],
        ["databrew"] = ["startJobRun/s"],
        ["dynamodb"] = ["getItem", "putItem", "deleteItem", "updateItem"],
        ["ecs"] = ["runTask/st"],
        ["eks"] =
        [
            "createCluster/s",
            "createFargateProfile/s",
            "createNodegroup/s",
            "deleteCluster/s",
            "deleteFargateProfile/s",
            "deleteNodegroup/s",
            "call",
            "runJob/s",
        ],
        ["elasticmapreduce"] =
        [
            "createCluster/s",
            "terminateCluster/s",
            "addStep/s",
            "cancelStep",
            "setClusterTerminationProtection",
            "modifyInstanceFleetByName",
            "modifyInstanceGroupByName",
        ],
        ["emr-containers"] = ["createVirtualCluster", "deleteVirtualCluster/s", "startJobRun/s"],
        ["emr-serverless"] =
        [
            "createApplication/s",
            "deleteApplication/s",
            "startApplication/s",
            "stopApplication/s",
            "startJobRun/s",
            "cancelJobRun/s",
        ],
        ["events"] = ["putEvents/t"],
        ["glue"] = ["startJobRun/s"],
        ["http"] = ["invoke"],
        ["lambda"] = ["invoke/t"],
        ["mediaconvert"] = ["createJob/s"],
        ["sagemaker"] =
        [
            "createEndpoint",
            "createEndpointConfig",
            "createHyperParameterTuningJob/s",
            "createLabelingJob/s",
            "createModel",
            "createProcessingJob/s",
            "createTrainingJob/s",
            "createTransformJob/s",
            "updateEndpoint",
        ],
        ["sns"] = ["publish/t"],
        ["sqs"] = ["sendMessage/t"],
        ["states"] = ["startExecution/s2t"],
    };

    public static bool Offer(string service, string action, IntegrationPattern pattern)
    {
        foreach (var entry in _services.GetValueOrDefault(service) ?? [])
        {
            var slash = entry.IndexOf('/', StringComparison.Ordinal);
            var name = slash < 0 ? entry : entry[..slash];
            if (string.Equals(name, action, StringComparison.Ordinal))
            {
                var patterns = slash < 0 ? "" : entry[(slash + 1)..];
                return pattern switch
                {
                    IntegrationPattern.Sync => patterns.Contains('s', StringComparison.Ordinal),
                    IntegrationPattern.Sync2 => patterns.Contains('2', StringComparison.Ordinal),
                    IntegrationPattern.WaitForTaskToken => patterns.Contains('t', StringComparison.Ordinal),
                    _ => true,
                };
            }
        }

        return false;
    }
}
