using Millrace.Languages.Json;

namespace Millrace.Languages.StatesLanguage;

/// <summary>Reads one state, each kind by its own fields.</summary>
internal sealed partial class StateReader(DefinitionReader definition, FieldReader fields)
{
    private static readonly string[] _types = Enum.GetNames<StateType>();

    private string _name = "";

    public State? Read(string name)
    {
        _name = name;
        var type = fields.OneOf("Type", _types);
        fields.OneOf("QueryLanguage", "JSONPath", "JSONata");
        if (type is null)
        {
            if (!fields.Members.Contains("Type"))
            {
                fields.Diagnostics.Schema(fields.Location, "These fields are required: [Type]");
            }

            return null;
        }

        State? state = type switch
        {
            "Pass" => ReadPass(),
            "Task" => ReadTask(),
            "Choice" => ReadChoice(),
            "Wait" => ReadWait(),
            "Succeed" => ReadSucceed(),
            "Fail" => ReadFail(),
            "Parallel" => ReadParallel(),
            _ => ReadMap(),
        };
        fields.Finish();
        return state;
    }

    /// <summary>Next, or null where End says so; one of the two must be there.</summary>
    private string? ReadNext()
    {
        fields.OnlyOneOf("Next", "End");
        var ends = fields.Flag("End") is true;
        if (!ends)
        {
            fields.Require("Next");
        }

        return fields.Text("Next");
    }

    private PayloadTemplate? ReadOutput() => fields.IsJsonata ? fields.Template("Output") : null;

    private PathField ReadPath(string name) => fields.IsJsonata ? PathField.Whole : fields.PathField(name);

    private PayloadTemplate? ReadJsonPathTemplate(string name) => fields.IsJsonata ? null : fields.Template(name);

    private PayloadTemplate? ReadArguments() => fields.IsJsonata ? fields.Template("Arguments") : null;

    private ResultPath ReadResultPath() => fields.IsJsonata ? ResultPath.Whole : fields.ResultPathField();

    private PassState ReadPass()
    {
        var result = fields.IsJsonata ? JsonValue.Undefined : fields.Take("Result");
        StaticPaths.WarnInResult(fields, result);
        return new PassState
        {
            Name = _name,
            Location = fields.Location,
            QueryLanguage = fields.Language,
            Comment = fields.Text("Comment"),
            InputPath = ReadPath("InputPath"),
            OutputPath = ReadPath("OutputPath"),
            Parameters = ReadJsonPathTemplate("Parameters"),
            ResultPath = ReadResultPath(),
            Result = result,
            Assign = fields.Assign(),
            Output = ReadOutput(),
            Next = ReadNext(),
        };
    }

    private SucceedState ReadSucceed() =>
        new()
        {
            Name = _name,
            Location = fields.Location,
            QueryLanguage = fields.Language,
            Comment = fields.Text("Comment"),
            InputPath = ReadPath("InputPath"),
            OutputPath = ReadPath("OutputPath"),
            Output = ReadOutput(),
        };

    private FailState ReadFail() =>
        new()
        {
            Name = _name,
            Location = fields.Location,
            QueryLanguage = fields.Language,
            Comment = fields.Text("Comment"),
            Error = fields.TextField("Error", intrinsics: true),
            Cause = fields.TextField("Cause", intrinsics: true),
        };

    private WaitState ReadWait()
    {
        var state = new WaitState
        {
            Name = _name,
            Location = fields.Location,
            QueryLanguage = fields.Language,
            Comment = fields.Text("Comment"),
            InputPath = ReadPath("InputPath"),
            OutputPath = ReadPath("OutputPath"),
            Seconds = fields.NumberField("Seconds", 0, Limits.SecondsMax),
            Timestamp = fields.TextField("Timestamp"),
            Assign = fields.Assign(),
            Output = ReadOutput(),
            Next = ReadNext(),
        };
        if (
            state.Timestamp is { Query: null, Literal.IsString: true } given
            && !Timestamps.TryParse(given.Literal.AsString(), out _)
        )
        {
            fields.Diagnostics.Schema(fields.At("Timestamp"), "String does not match RFC3339 timestamp");
        }

        string[] ways = fields.IsJsonata ? ["Seconds", "Timestamp"] : ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
        if (ways.Count(fields.Members.Contains) != 1)
        {
            fields.Diagnostics.Schema(fields.Location, $"Exactly one of these fields is required: [{string.Join(", ", ways)}]");
        }

        return state;
    }
}
