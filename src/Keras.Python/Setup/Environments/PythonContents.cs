using System.Text.Json.Nodes;

namespace Keras.Python.Setup;

/// <summary>What of Keras a Python has, known without importing it.</summary>
/// <param name="Keras">The version of Keras; empty when it does not say; null when there is none.</param>
/// <param name="Backends">Which of Keras's backends are installed.</param>
/// <param name="IsThatFolder">Whether it is the environment in the folder that was asked about.</param>
internal sealed record PythonContents(string? Keras, IReadOnlyList<string> Backends, bool IsThatFolder)
{
    /// <summary>Asks an interpreter.</summary>
    /// <param name="interpreter">Its program.</param>
    /// <param name="folder">A folder that may be its own environment.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <param name="variables">Environment variables to set.</param>
    /// <exception cref="PythonSetupException">It does not answer.</exception>
    public static async Task<PythonContents> ReadAsync(string interpreter, string folder, CancellationToken cancellation, params (string Name, string Value)[] variables)
    {
        string[] arguments = ["-P", "-B", "-c", EmbeddedText.Read("contents.py"), folder, .. PythonEnvironmentOptions.Backends];
        var (exitCode, lines) = await Command.RunAsync(interpreter, arguments, null, cancellation, variables).ConfigureAwait(false);
        if (exitCode != 0 || lines.LastOrDefault(line => line.StartsWith("{\"keras\"", StringComparison.Ordinal)) is not { } answer)
        {
            throw new PythonSetupException($"'{interpreter}' does not say what is installed in it: {(lines.LastOrDefault() ?? $"exit code {exitCode}").TrimEnd('.')}. Name another interpreter.");
        }
        var node = JsonNode.Parse(answer)!;
        return new((string?)node["keras"], [.. node["backends"]!.AsArray().Select(name => (string)name!)], (bool)node["is_that_folder"]!);
    }

    /// <summary>Whether that version of Keras is one that models run on here.</summary>
    public static bool Fits(string version) => version.StartsWith("3.", StringComparison.Ordinal);
}
