namespace Keras.Python.Setup;

/// <summary>Installs packages into an environment.</summary>
internal static class Pip
{
    /// <exception cref="PythonSetupException">They cannot be installed; the message says why and what to do.</exception>
    public static async Task InstallAsync(string python, Requirements requirements, string? wheels, IProgress<string>? progress, CancellationToken cancellation)
    {
        string list = Path.Combine(Path.GetTempPath(), $"requirements-{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(list, requirements.Text, cancellation).ConfigureAwait(false);
        try
        {
            var arguments = new List<string> { "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--only-binary", ":all:", "-r", list };
            if (wheels is not null)
            {
                arguments.AddRange(["--no-index", "--find-links", Path.GetFullPath(wheels)]);
            }
            if (requirements.HasHashes)
            {
                arguments.Add("--require-hashes");
            }
            progress?.Report(wheels is null ? "Installing from the Python package index" : $"Installing from '{wheels}'");
            var (exitCode, lines) = await Command.RunAsync(python, arguments, line => Tell(progress, line), cancellation).ConfigureAwait(false);
            if (exitCode != 0)
            {
                const string What = "Keras cannot be installed";
                string last = lines.LastOrDefault(line => line.StartsWith("ERROR", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? $"exit code {exitCode}";
                throw new PythonSetupException(Failure.Explain(What, lines) ?? $"{What}: {last.Replace("ERROR: ", "", StringComparison.Ordinal)}");
            }
        }
        finally
        {
            File.Delete(list);
        }
    }

    /// <summary>Of pip's lines those that say how far it is.</summary>
    private static void Tell(IProgress<string>? progress, string line)
    {
        string text = line.Trim();
        if (text.StartsWith("Collecting ", StringComparison.Ordinal) || text.StartsWith("Downloading ", StringComparison.Ordinal) || text.StartsWith("Installing collected", StringComparison.Ordinal))
        {
            progress?.Report("  " + text);
        }
    }
}
