using System.Diagnostics;

namespace Keras.Solution.Tests;

/// <summary>A program run to its end, with what it wrote.</summary>
internal sealed record ChildProcess(int ExitCode, string Output, string Error)
{
    /// <summary>Runs <c>dotnet</c> with these arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="onLine">Gets each line of standard output as it comes, and the process.</param>
    public static ChildProcess Dotnet(IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment = null, Action<Process, string>? onLine = null) =>
        Run("dotnet", arguments, folder, environment, onLine);

    /// <summary>Runs any program.</summary>
    public static ChildProcess Run(string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string>? environment = null, Action<Process, string>? onLine = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        start.Environment["COLUMNS"] = "80";
        // Build servers would outlive the build and hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        using var process = Process.Start(start)!;
        var (output, error) = (new StringWriter(), new StringWriter());
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                output.WriteLine(text);
                onLine?.Invoke(process, text);
            }
        };
        process.ErrorDataReceived += (_, line) => error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromMinutes(4)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within four minutes. It wrote: {output}{error}");
        }
        process.WaitForExit();
        return new(process.ExitCode, output.ToString(), error.ToString());
    }

    /// <summary>Fails with everything that was written unless the exit code is the expected one.</summary>
    public void ExpectExitCode(int expected) => Assert.True(ExitCode == expected, $"Expected exit code {expected}, received {ExitCode}.\n{Output}\n{Error}");
}
