using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Keras.Python.Tests;

/// <summary>The program beside these tests (Keras.Python.Child), run to its end: a process has one Python and ends once, so what is of that kind is watched from outside.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number when a signal ended it.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it wrote as errors.</param>
/// <param name="Ending">How long it took from saying that it ends until it had ended.</param>
internal sealed record ChildProgram(int ExitCode, string Output, string Error, TimeSpan Ending)
{
    /// <summary>The line by which the program says that it ends now.</summary>
    private const string EndsNow = "ends now";

    private static readonly string[] s_changing = ["KERAS_PYTHON", "KERAS_BACKEND", "KERAS_HOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"];
    private static readonly string s_assembly = Find();

    /// <summary>Runs a scenario of the program with that Python.</summary>
    /// <param name="scenario">The scenario's name and arguments.</param>
    /// <param name="python">The interpreter; null leaves the choice to the program.</param>
    /// <param name="environment">Variables to set; null removes one.</param>
    /// <param name="onLine">Gets each line of standard output as it comes, and the process.</param>
    /// <param name="limit">After so many seconds the program is killed and the test fails.</param>
    /// <param name="inBackground">Whether it takes only the time that the other tests leave.</param>
    public static ChildProgram Run(string[] scenario, string? python, IReadOnlyDictionary<string, string?>? environment = null, Action<Process, string>? onLine = null, int limit = 60,
        bool inBackground = false)
    {
        var start = new ProcessStartInfo("dotnet", [s_assembly, .. scenario])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // Other tests set these for a while in this process, which a child must not see.
        foreach (string name in s_changing)
        {
            start.Environment.Remove(name);
        }
        // A child that ends by a signal leaves no core file of some gigabytes.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        if (python is not null)
        {
            start.Environment["KERAS_PYTHON"] = python;
        }
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }
        var (output, error, ending) = (new StringWriter(), new StringWriter(), new Stopwatch());
        using var process = Process.Start(start)!;
        if (inBackground)
        {
            process.PriorityClass = ProcessPriorityClass.Idle;
        }
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                output.WriteLine(text);
                if (text == EndsNow)
                {
                    ending.Start();
                }
                onLine?.Invoke(process, text);
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                error.WriteLine(text);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        bool ended = process.WaitForExit(TimeSpan.FromSeconds(limit));
        ending.Stop();
        if (!ended)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"'{string.Join(' ', scenario)}' did not end within {limit} seconds. It wrote:\n{output}{error}");
        }
        process.WaitForExit();
        return new(process.ExitCode, output.ToString(), error.ToString(), ending.Elapsed);
    }

    /// <summary>Fails with everything that was written unless the exit code is the expected one.</summary>
    public ChildProgram ExpectExitCode(int expected)
    {
        Assert.True(ExitCode == expected, $"Expected exit code {expected}, received {ExitCode}.\n{Output}\n{Error}");
        return this;
    }

    /// <summary>Fails unless a run ends within two seconds of its wish to: of three, as the machine may be busy with something else.</summary>
    /// <param name="run">Runs it, and looks at all but the time.</param>
    public static void ExpectSoonEnd(Func<ChildProgram> run)
    {
        const double Soon = 2;
        double least = double.PositiveInfinity;
        for (int attempt = 0; attempt < 3 && least > Soon; attempt++)
        {
            least = Math.Min(least, run().Ending.TotalSeconds);
        }
        Assert.InRange(least, double.Epsilon, Soon);
    }

    private static string Find([CallerFilePath] string here = "")
    {
        // .../tests/Keras.Python.Tests/bin/Release/net10.0/...: the same below Keras.Python.Child.
        string own = AppContext.BaseDirectory;
        string folder = own.Replace("Keras.Python.Tests", "Keras.Python.Child", StringComparison.Ordinal);
        string file = Path.Combine(folder, "Keras.Python.Child.dll");
        return File.Exists(file) ? file : throw new FileNotFoundException($"'{file}' was not found. Build it first: dotnet build tests/Keras.Python.Child (it belongs to {Path.GetFileName(here)}).");
    }
}
