using System.ComponentModel;
using System.Diagnostics;

namespace Keras.Python.Setup;

/// <summary>Runs a program to its end and passes its lines on; it is ended with all it started when the token asks for that.</summary>
internal static class Command
{
    /// <summary>Variables that would make Python or pip look at, or install into, another place.</summary>
    private static readonly string[] s_misleading = ["PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"];

    /// <summary>A terminal's Ctrl+C ends the program, too, and may be known here only a moment later.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    /// <returns>The exit code and all lines of output and errors.</returns>
    /// <exception cref="PythonSetupException">The program cannot be started.</exception>
    public static async Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(string program, IEnumerable<string> arguments, Action<string>? onLine, CancellationToken cancellation, params (string Name, string Value)[] variables)
    {
        cancellation.ThrowIfCancellationRequested();
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string name in s_misleading)
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
        var lines = new List<string>();
        void Take(object sender, DataReceivedEventArgs data)
        {
            if (data.Data is { Length: > 0 } line)
            {
                lock (lines)
                {
                    lines.Add(line);
                }
                onLine?.Invoke(line);
            }
        }
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            throw new PythonSetupException($"'{program}' cannot be started ({error.Message}).", error);
        }
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        if (process.ExitCode != 0)
        {
            await Task.Delay(Moment, cancellation).ConfigureAwait(false);
        }
        lock (lines)
        {
            return (process.ExitCode, lines);
        }
    }
}
