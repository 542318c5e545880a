using System.Globalization;
using System.Text.Json;

namespace Keras.Benchmarks;

/// <summary>What a verb's options say: how long each measurement takes, what is measured, and where the table is kept.</summary>
internal sealed record MeasurementOptions<TSubject>(double Seconds, IReadOnlyList<TSubject> Subjects, string? File)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>The options, or null and a line on standard error about what is wrong.</summary>
    /// <param name="options">[--json FILE] [--seconds N] [NAME ...]</param>
    /// <param name="verb">The verb, for the line.</param>
    /// <param name="seconds">How long a measurement takes unless they say.</param>
    /// <param name="names">What may be named.</param>
    /// <param name="named">What a name stands for; nothing when it is unknown.</param>
    /// <param name="all">What is measured when nothing is named.</param>
    public static MeasurementOptions<TSubject>? Parse(string[] options, string verb, double seconds, IEnumerable<string> names, Func<string, IReadOnlyList<TSubject>> named, IReadOnlyList<TSubject> all)
    {
        string? file = null;
        var subjects = new List<TSubject>();
        for (int i = 0; i < options.Length; i++)
        {
            switch (options[i..])
            {
                case ["--json", var path, ..]:
                    file = path;
                    i++;
                    break;
                case ["--seconds", var text, ..] when double.TryParse(text, CultureInfo.InvariantCulture, out double given) && given > 0:
                    seconds = given;
                    i++;
                    break;
                case [var name, ..] when named(name) is { Count: > 0 } found:
                    subjects.AddRange(found);
                    break;
                default:
                    Console.Error.WriteLine($"Unknown option '{options[i]}'. Usage: {verb} [--json FILE] [--seconds N, for each measurement] [{string.Join("|", names)} ...]");
                    return null;
            }
        }
        return new(seconds, subjects.Count > 0 ? subjects : all, file);
    }

    /// <summary>Keeps the rows as JSON where the options say.</summary>
    public void Save<TRow>(IEnumerable<TRow> rows)
    {
        if (File is not null)
        {
            System.IO.File.WriteAllText(File, JsonSerializer.Serialize(new { Rows = rows }, Json) + "\n");
            Console.WriteLine($"Saved {File}");
        }
    }
}
