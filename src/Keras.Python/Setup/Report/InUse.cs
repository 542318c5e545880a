using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Keras.Saving;

namespace Keras.Python.Setup;

/// <summary>The part of the report that says what a program would use now: the backend, and the Python for each.</summary>
internal static class InUse
{
    /// <summary>What Python alone is called in the report.</summary>
    private const string ForPython = "python";

    private static readonly string[] s_names = [Backend.Native, .. PythonEnvironmentOptions.Backends];

    /// <summary>The backend of real Keras that <c>KERAS_BACKEND</c> names; null when it names none.</summary>
    public static string? WantedBackend => Variable is { } name && PythonEnvironmentOptions.Backends.Contains(name) ? name : null;

    /// <summary>That there is no Python for the backend of <c>KERAS_BACKEND</c>, and what to do; null when there is one, or none is needed.</summary>
    public static string? Lack => WantedBackend is { } wanted && PythonChoice.Choose(wanted) is null
        ? ExternalEnvironment.Lost(wanted, PythonEnvironmentOptions.DefaultHome) ?? $"{Backend.Variable} is {wanted}, and there is no environment with Keras on {wanted} yet: run 'keras setup --backend {wanted}'."
        : null;

    private static string? Variable => Environment.GetEnvironmentVariable(Backend.Variable) is { Length: > 0 } name ? name : null;

    /// <param name="advice">Gains what is wrong with what the variables name.</param>
    public static JsonObject Make(List<string> advice)
    {
        string backend = Variable ?? Backend.Native;
        var pythons = new JsonArray();
        foreach (string? purpose in PythonEnvironmentOptions.Backends.Append(null))
        {
            var chosen = PythonChoice.Choose(purpose);
            var entry = new JsonObject { ["for"] = purpose ?? ForPython, ["from"] = chosen?.From };
            (entry["executable"], entry["python"], entry["error"]) = chosen is { } one ? Ask(one.Name) : default;
            pythons.Add((JsonNode)entry);
        }
        if (!s_names.Contains(backend))
        {
            advice.Add($"{Backend.Variable} names an unknown backend, '{backend}'.{NearestName.Suggest(backend, s_names)}");
        }
        else if (Lack is { } lack)
        {
            advice.Add(lack);
        }
        return new() { ["backend"] = backend, ["from"] = Variable is null ? null : Backend.Variable, ["pythons"] = pythons };
    }

    public static void Write(StringBuilder text, JsonNode part)
    {
        string backend = (string)part["backend"]!;
        string models = backend == Backend.Native ? "the built-in engine" : backend;
        text.AppendLine("In use now, unless a program names another");
        text.AppendLine(CultureInfo.InvariantCulture, $"  models: {models} ({Backend.Variable}{(part["from"] is null ? " is not set" : "")})");
        foreach (var group in part["pythons"]!.AsArray().GroupBy(Answer))
        {
            string purposes = string.Join(", ", group.Select(python => (string)python!["for"]! is var purpose && purpose == ForPython ? "Python itself" : (string)python["for"]!));
            text.AppendLine(CultureInfo.InvariantCulture, $"  {purposes}: {group.Key}");
        }
    }

    private static string Answer(JsonNode? python) => (python!["from"], python["error"]) switch
    {
        (null, _) => "none yet",
        (var from, null) => $"'{python["executable"]}', Python {python["python"]} ({from})",
        var (from, error) => $"none that runs ({from}: {error})",
    };

    private static (string? Executable, string? Version, string? Error) Ask(string interpreter)
    {
        try
        {
            var python = PythonInstallation.Probe(interpreter);
            return (python.Executable, python.Version.ToString(), null);
        }
        catch (PythonSetupException error)
        {
            return (null, null, error.Message);
        }
    }
}
