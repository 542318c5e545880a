using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Keras.Python.Setup;

/// <summary>The part of the report about the Python that <c>KERAS_PYTHON</c> names: whether Keras trains there.</summary>
internal static class KerasPython
{
    private const string Repair = "Mend that there, name another one, or unset KERAS_PYTHON, and the environments of 'keras setup' are used";

    /// <summary>What the variable names; null when it is not set.</summary>
    public static string? Name => Environment.GetEnvironmentVariable(PythonChoice.Variable) is { Length: > 0 } name ? name : null;

    /// <summary>Trains on the backend of <c>KERAS_BACKEND</c>, else on each that is installed there.</summary>
    /// <param name="name">What the variable names.</param>
    /// <param name="advice">Gains what to do when it does not train.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<JsonObject> MakeAsync(string name, List<string> advice, CancellationToken cancellation)
    {
        var part = new JsonObject { ["name"] = name, ["backends"] = new JsonArray() };
        try
        {
            var python = PythonInstallation.Probe(name);
            (part["executable"], part["python"]) = (python.Executable, python.Version.ToString());
            if (await TryAsync(python, part, cancellation).ConfigureAwait(false) is { } flaw)
            {
                advice.Add($"{PythonChoice.Variable} names '{python.Executable}', which {flaw}. {Repair}.");
            }
        }
        catch (PythonSetupException error)
        {
            part["error"] = error.Message;
            advice.Add($"{PythonChoice.Variable}: {error.Message}");
        }
        return part;
    }

    public static void Write(StringBuilder text, JsonNode part)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{PythonChoice.Variable}: {(string?)part["error"] ?? $"'{part["executable"]}', Python {part["python"]}, {((string?)part["keras"] is { } keras ? $"Keras {keras}" : "without Keras")}"}");
        foreach (var backend in part["backends"]!.AsArray())
        {
            TrialText.Write(text, backend!);
        }
    }

    /// <returns>What is wrong with it; null when it trains.</returns>
    private static async Task<string?> TryAsync(PythonInstallation python, JsonObject part, CancellationToken cancellation)
    {
        // A program sees these modules, too.
        (string, string)[] path = Environment.GetEnvironmentVariable("PYTHONPATH") is { Length: > 0 } folders ? [("PYTHONPATH", folders)] : [];
        var contents = await PythonContents.ReadAsync(python.Executable, "", cancellation, path).ConfigureAwait(false);
        part["keras"] = contents.Keras;
        if (contents.Keras is not { } version)
        {
            return "has no Keras, so that no model trains on it";
        }
        if (version.Length > 0 && !PythonContents.Fits(version))
        {
            return $"has Keras {version}, where Keras 3 is expected";
        }
        if (InUse.WantedBackend is { } wanted && !contents.Backends.Contains(wanted))
        {
            return $"has Keras {version}, but not {wanted}, which {Backend.Variable} names";
        }
        if (contents.Backends.Count == 0)
        {
            return $"has Keras {version}, but none of {string.Join(", ", PythonEnvironmentOptions.Backends)} to compute with";
        }
        var flaws = new List<string>();
        foreach (string backend in InUse.WantedBackend is { } one ? [one] : contents.Backends)
        {
            var trial = await Trial.RunAsync(python.Executable, backend, cancellation, path).ConfigureAwait(false);
            part["backends"]!.AsArray().Add((JsonNode)new JsonObject { ["name"] = backend, ["versions"] = trial.Versions, ["devices"] = trial.Devices, ["state"] = trial.State(python.Version.ToString()) });
            if (trial.Error is { } error)
            {
                flaws.Add($"does not train on {backend}: {error}");
            }
        }
        return flaws.Count == 0 ? null : string.Join("; and ", flaws);
    }
}
