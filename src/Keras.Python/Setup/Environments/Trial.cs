using System.Text.Json;
using System.Text.Json.Nodes;

namespace Keras.Python.Setup;

/// <summary>A training step of Keras on each device, in a process of its own.</summary>
/// <param name="Versions">Names and versions of what takes part.</param>
/// <param name="Devices">Of each device its name and kind, and the step's milliseconds or the error.</param>
/// <param name="Error">Why it does not train; null when it does, on every device.</param>
/// <param name="NoGpu">Why there is no GPU among the devices; null when there is one.</param>
internal sealed record Trial(JsonObject Versions, JsonArray Devices, string? Error, string? NoGpu)
{
    public static async Task<Trial> RunAsync(string interpreter, string backend, CancellationToken cancellation, params (string Name, string Value)[] variables)
    {
        // As in a program, the current folder's modules are not seen; and no compiled modules are left behind.
        var (exitCode, lines) = await Command.RunAsync(interpreter, ["-P", "-B", "-c", EmbeddedText.Read("doctor.py")], null, cancellation, [("KERAS_BACKEND", backend), .. variables]).ConfigureAwait(false);
        if (exitCode != 0 || Parse(lines.LastOrDefault(line => line.StartsWith("{\"versions\"", StringComparison.Ordinal))) is not { } answer)
        {
            string reason = (lines.LastOrDefault() ?? $"exit code {exitCode}").TrimEnd('.');
            return new([], [], reason, reason);
        }
        var devices = answer["devices"]!.DeepClone().AsArray();
        string? error = devices.Where(device => device!["error"] is not null).Select(device => $"{device!["device"]}: {device["error"]}").FirstOrDefault();
        bool hasGpu = devices.Any(device => ((string)device!["device"]!).StartsWith("gpu", StringComparison.Ordinal));
        string complaint = lines.LastOrDefault(line => line.Contains("cuda", StringComparison.OrdinalIgnoreCase)) ?? $"{backend} names only {string.Join(", ", devices.Select(device => (string)device!["device"]!))}";
        return new(answer["versions"]!.DeepClone().AsObject(), devices, error, hasGpu ? null : $"it sees no GPU ({complaint.TrimEnd('.')})");
    }

    /// <summary>Why it does not train as wanted; null when it does.</summary>
    public string? Failure(bool gpu) => Error ?? (gpu ? NoGpu : null);

    /// <summary>In one line what runs, or why nothing does.</summary>
    public string State(string python) => Versions.Count == 0 ? $"does not run: {Error}" : $"Python {python}, {string.Join(", ", Versions.Select(version => $"{version.Key} {version.Value}"))}";

    private static JsonObject? Parse(string? line)
    {
        try
        {
            return line is null ? null : JsonNode.Parse(line)!.AsObject();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
