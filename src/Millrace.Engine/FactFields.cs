namespace Millrace.Engine;

/// <summary>The compound fields that facts of several services share.</summary>
public static class FactFields
{
    public static void Texts(this FactWriter writer, IReadOnlyDictionary<string, string> texts)
    {
        writer.Count(texts.Count);
        foreach (var (name, value) in texts)
        {
            writer.Text(name);
            writer.Text(value);
        }
    }

    public static IReadOnlyDictionary<string, string> Texts(this ref FactReader reader)
    {
        var count = reader.Count();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (; count > 0; count--)
        {
            texts[reader.Text()] = reader.Text();
        }

        return texts;
    }

    public static void Numbers(this FactWriter writer, IReadOnlyList<long> numbers)
    {
        writer.Count(numbers.Count);
        for (var index = 0; index < numbers.Count; index++)
        {
            writer.Int64(numbers[index]);
        }
    }

    public static IReadOnlyList<long> Numbers(this ref FactReader reader)
    {
        var numbers = new long[reader.Count()];
        for (var index = 0; index < numbers.Length; index++)
        {
            numbers[index] = reader.Int64();
        }

        return numbers;
    }
}
