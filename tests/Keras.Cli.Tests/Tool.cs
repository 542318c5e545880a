using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace Keras.Cli.Tests;

/// <summary>The tool <c>keras</c> as a child process, with a home folder of its own.</summary>
internal sealed class Tool : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new(), _error = new();

    /// <param name="arguments">A verb and its options.</param>
    /// <param name="onLine">Called with each line of its output.</param>
    /// <param name="variables">Environment variables to set; null removes one.</param>
    public Tool(string[] arguments, Action<Tool, string>? onLine = null, params (string Name, string? Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly(), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in (string[])["KERAS_WHEELS", "KERAS_PYTHON", "KERAS_HOME", "KERAS_BACKEND", "PYTHONDONTWRITEBYTECODE"])
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, data) => Take(data.Data, _output, onLine);
        _process.ErrorDataReceived += (_, data) => Take(data.Data, _error, null);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => Text(_output);

    public string Error => Text(_error);

    /// <summary>Runs it to its end.</summary>
    public static Tool Run(string[] arguments, params (string Name, string? Value)[] variables)
    {
        var tool = new Tool(arguments, null, variables);
        tool.Wait();
        return tool;
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public int Wait()
    {
        if (!_process.WaitForExit(Limit))
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"keras did not end within {Limit}. It wrote:\n{Output}{Error}");
        }
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Fails with all it wrote unless it ended with that exit code.</summary>
    public Tool Expect(int exitCode)
    {
        int code = Wait();
        Assert.True(code == exitCode, $"Expected exit code {exitCode}, received {code}.\n{Output}{Error}");
        return this;
    }

    /// <summary>Sends it a signal by the system's program kill.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private void Take(string? line, StringBuilder text, Action<Tool, string>? onLine)
    {
        if (line is null)
        {
            return;
        }
        lock (text)
        {
            text.Append(line).Append('\n');
        }
        onLine?.Invoke(this, line);
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private static string Assembly([CallerFilePath] string here = "")
    {
        string configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";
        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../src/Keras.Cli/bin", configuration, "net10.0", "Keras.Cli.dll"));
    }
}
