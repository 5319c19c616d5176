using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <content>Parallel and Map states.</content>
internal sealed partial class StateReader
{
    private ParallelState ReadParallel()
    {
        var branches = new List<StateScope>();
        fields.Require("Branches");
        ForEach(
            "Branches",
            (branch, _) =>
            {
                if (definition.ReadScope(branch) is { } scope)
                {
                    branches.Add(scope);
                }
            }
        );
        return new ParallelState
        {
            Name = _name,
            Location = fields.Location,
            QueryLanguage = fields.Language,
            Comment = fields.Text("Comment"),
            Branches = branches,
            InputPath = ReadPath("InputPath"),
            OutputPath = ReadPath("OutputPath"),
            Parameters = ReadJsonPathTemplate("Parameters"),
            Arguments = ReadArguments(),
            ResultSelector = ReadJsonPathTemplate("ResultSelector"),
            ResultPath = ReadResultPath(),
            Retry = ReadRetry(),
            Catch = ReadCatch(),
            Assign = fields.Assign(),
            Output = ReadOutput(),
            Next = ReadNext(),
        };
    }

    private MapState? ReadMap()
    {
        var processor = ReadItemProcessor();
        var distributed = processor?.Distributed ?? true;
        fields.OnlyOneOf("ItemSelector", "Parameters");
        var state = new MapState
        {
            Name = _name,
            Location = fields.Location,
            QueryLanguage = fields.Language,
            Comment = fields.Text("Comment"),
            ItemProcessor = processor!,
            InputPath = ReadPath("InputPath"),
            OutputPath = ReadPath("OutputPath"),
            ItemsPath = fields.IsJsonata ? null : fields.Path("ItemsPath"),
            Items = fields.IsJsonata ? ReadItems() : null,
            // Parameters is the older name of ItemSelector.
            ItemSelector = fields.Template("ItemSelector") ?? ReadJsonPathTemplate("Parameters"),
            MaxConcurrency = fields.NumberField("MaxConcurrency", 0, Limits.SecondsMax),
            ToleratedFailureCount = distributed ? fields.NumberField("ToleratedFailureCount", 0, int.MaxValue) : null,
            ToleratedFailurePercentage = distributed ? fields.FractionField("ToleratedFailurePercentage", 0, 100) : null,
            Label = distributed ? fields.Text("Label") : null,
            ItemReader = distributed ? Nested("ItemReader", ReadItemReader) : null,
            ItemBatcher = distributed ? Nested("ItemBatcher", ReadItemBatcher) : null,
            ResultWriter = distributed ? Nested("ResultWriter", ReadResultWriter) : null,
            ResultSelector = ReadJsonPathTemplate("ResultSelector"),
            ResultPath = ReadResultPath(),
            Retry = ReadRetry(),
            Catch = ReadCatch(),
            Assign = fields.Assign(),
            Output = ReadOutput(),
            Next = ReadNext(),
        };
        if (state.Label is { } label)
        {
            definition.CheckLabel(label, fields.At("Label"));
        }

        return processor is null ? null : state;
    }

    private PayloadTemplate? ReadItems()
    {
        var items = fields.Take("Items");
        if (items.IsUndefined || items.IsArray || (items.IsString && QueryCompiler.IsJsonata(items.AsString())))
        {
            return fields.Template("Items");
        }

        fields.Diagnostics.Schema(fields.At("Items"), "Expected value of type Array or JSONata expression");
        return null;
    }

    private ItemProcessor? ReadItemProcessor()
    {
        fields.OnlyOneOf("ItemProcessor", "Iterator");
        // Iterator is the older name.
        var name = fields.Members.Contains("Iterator") ? "Iterator" : "ItemProcessor";
        fields.Require(name);
        return Nested(
            name,
            processor =>
            {
                var (distributed, type) = (false, StateMachineType.Standard);
                if (processor.Object("ProcessorConfig") is { } members)
                {
                    var config = new FieldReader(members, processor.At("ProcessorConfig"), fields.Language, fields.Diagnostics);
                    distributed = config.OneOf("Mode", "INLINE", "DISTRIBUTED") is "DISTRIBUTED";
                    if (distributed)
                    {
                        config.Require("ExecutionType");
                        type = config.OneOf("ExecutionType", "STANDARD", "EXPRESS") is "EXPRESS"
                            ? StateMachineType.Express
                            : StateMachineType.Standard;
                    }

                    config.Finish();
                }

                if (distributed && definition.Type == StateMachineType.Express)
                {
                    fields.Diagnostics.Schema(
                        processor.At("ProcessorConfig"),
                        "Express state machine does not support 'DISTRIBUTED' mode"
                    );
                }

                return definition.ReadScope(processor) is { } scope
                    ? new ItemProcessor
                    {
                        Scope = scope,
                        Distributed = distributed,
                        ExecutionType = type,
                    }
                    : null;
            }
        );
    }

    private ItemReader ReadItemReader(FieldReader reader)
    {
        var resource = reader.RequiredText("Resource");
        var members = reader.Object("ReaderConfig") ?? JsonObject.Empty;
        var config = new FieldReader(members, reader.At("ReaderConfig"), fields.Language, fields.Diagnostics);
        var read = new ItemReader
        {
            Resource = resource ?? "",
            Parameters = reader.Template(fields.IsJsonata ? "Arguments" : "Parameters", "ItemReader/"),
            InputType = config.OneOf("InputType", "CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"),
            CsvHeaderLocation = config.OneOf("CSVHeaderLocation", "FIRST_ROW", "GIVEN"),
            CsvHeaders = config.Texts("CSVHeaders"),
            CsvDelimiter = config.OneOf("CSVDelimiter", "COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"),
            ItemsPointer = config.Text("ItemsPointer"),
            ManifestType = config.OneOf("ManifestType", "S3_INVENTORY", "ATHENA_DATA"),
            Transformation = config.OneOf("Transformation", "NONE", "LOAD_AND_FLATTEN"),
            MaxItems = config.NumberField("MaxItems", 0, 100_000_000),
        };
        config.Finish();
        return read;
    }

    private ItemBatcher ReadItemBatcher(FieldReader batcher) =>
        new()
        {
            MaxItemsPerBatch = batcher.NumberField("MaxItemsPerBatch", 1, Limits.SecondsMax),
            MaxInputBytesPerBatch = batcher.NumberField("MaxInputBytesPerBatch", 1, Limits.DataBytesMax),
            BatchInput = batcher.Template("BatchInput", "ItemBatcher/"),
        };

    private ResultWriter ReadResultWriter(FieldReader writer)
    {
        var members = writer.Object("WriterConfig") ?? JsonObject.Empty;
        var config = new FieldReader(members, writer.At("WriterConfig"), fields.Language, fields.Diagnostics);
        var written = new ResultWriter
        {
            Resource = writer.Text("Resource"),
            Parameters = writer.Template(fields.IsJsonata ? "Arguments" : "Parameters", "ResultWriter/"),
            Transformation = config.OneOf("Transformation", "NONE", "COMPACT", "FLATTEN"),
            OutputType = config.OneOf("OutputType", "JSON", "JSONL"),
        };
        config.Finish();
        return written;
    }

    private T? Nested<T>(string name, Func<FieldReader, T?> read)
        where T : class
    {
        if (fields.Object(name) is not { } members)
        {
            return null;
        }

        var nested = new FieldReader(members, fields.At(name), fields.Language, fields.Diagnostics);
        var result = read(nested);
        nested.Finish();
        return result;
    }
}
