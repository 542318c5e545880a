using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Keras.Python;

/// <summary>A Python that can run inside this process: the interpreter's program, its library, where it keeps its modules.</summary>
/// <param name="Executable">The interpreter's program; of a virtual environment, the environment's.</param>
/// <param name="Version">Its version, 3.11 to 3.14.</param>
/// <param name="Library">Its shared library.</param>
/// <param name="Prefix">The folder of the environment or installation.</param>
/// <param name="BasePrefix">The folder of the installation: another one than <paramref name="Prefix"/> in a virtual environment.</param>
/// <remarks>
/// Everything is asked of the interpreter itself, so any that runs serves: a system's, pyenv's, a standalone one. Tried on Linux with 3.11, 3.12 and 3.13; 3.14, macOS and Windows follow
/// Python's documentation and were not run.
/// </remarks>
public sealed record PythonInstallation(string Executable, Version Version, string Library, string Prefix, string BasePrefix)
{
    private static readonly Version Oldest = new(3, 11), Newest = new(3, 14);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Whether it is a virtual environment.</summary>
    public bool IsVirtualEnvironment => Prefix != BasePrefix;

    /// <summary>Asks an interpreter about itself.</summary>
    /// <param name="executable">Its program, as a path or a name on PATH.</param>
    /// <exception cref="PythonSetupException">There is no such program, it is no Python, or not one that can run here; the message says what to do.</exception>
    /// <example><code>var python = PythonInstallation.Probe("python3");</code></example>
    public static PythonInstallation Probe(string executable)
    {
        ArgumentException.ThrowIfNullOrEmpty(executable);
        using var answer = JsonDocument.Parse(Ask(executable));
        var root = answer.RootElement;
        string program = root.GetProperty("executable").GetString() is { Length: > 0 } own ? own : executable;
        var version = Version.Parse(root.GetProperty("version").GetString()!);
        string? library = root.GetProperty("library").GetString();
        if (root.GetProperty("implementation").GetString() != "cpython")
        {
            throw new PythonSetupException($"'{program}' is {root.GetProperty("implementation").GetString()} {version}; expected CPython 3.11 to 3.14. Name another interpreter.");
        }
        var minor = new Version(version.Major, version.Minor);
        if (minor < Oldest || minor > Newest)
        {
            string reason = minor < Oldest ? "Keras 3.15 and NumPy 2.4 need Python 3.11 or later" : "Python 3.14 is the newest that is known here";
            throw new PythonSetupException($"'{program}' is Python {version}; expected 3.11 to 3.14: {reason}. Name another interpreter, or let 'keras setup' get one.");
        }
        if (root.GetProperty("free_threaded").GetBoolean())
        {
            throw new PythonSetupException($"'{program}' is a free-threaded build of Python {version}; expected the usual build, with its lock. Name another interpreter, or let 'keras setup' get one.");
        }
        if (root.GetProperty("bits").GetInt32() != 8 * IntPtr.Size)
        {
            throw new PythonSetupException($"'{program}' is a {root.GetProperty("bits").GetInt32()}-bit Python; this process has {8 * IntPtr.Size} bits. Name another interpreter.");
        }
        if (root.GetProperty("environment_version").GetString() is { } made && !$"{made}.".StartsWith($"{minor}.", StringComparison.Ordinal))
        {
            string environment = root.GetProperty("prefix").GetString()!;
            throw new PythonSetupException($"The virtual environment '{environment}' was made with Python {made}, and its '{program}' is now Python {version}: what is installed in it would not be found. Make it anew with the Python that it shall have: python{minor} -m venv --clear {environment}");
        }
        if (library is null)
        {
            throw new PythonSetupException($"'{program}' (Python {version}) has no shared library, so it cannot run inside another process. On Debian and Ubuntu: apt install libpython{minor}. With pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install {version}. Or let 'keras setup' get one.");
        }
        return new(program, version, library, root.GetProperty("prefix").GetString()!, root.GetProperty("base_prefix").GetString()!);
    }

    private static string Ask(string executable)
    {
        var start = new ProcessStartInfo(executable) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("-I");
        start.ArgumentList.Add("-B");
        start.ArgumentList.Add("-");
        using var process = Begin(start, executable);
        using var source = typeof(PythonInstallation).Assembly.GetManifestResourceStream("probe.py")!;
        try
        {
            source.CopyTo(process.StandardInput.BaseStream);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read; its exit code and its last words tell why.
        }
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new PythonSetupException($"'{executable}' did not answer within {Patience.TotalSeconds:0} seconds. Expected a Python interpreter.");
        }
        string text = output.GetAwaiter().GetResult();
        if (process.ExitCode == 0 && text.StartsWith('{'))
        {
            return text;
        }
        string last = errors.GetAwaiter().GetResult().Trim().Split('\n')[^1].Trim();
        throw new PythonSetupException($"'{executable}' does not answer as Python does (exit code {process.ExitCode}{(last.Length > 0 ? $": {last}" : "")}). Name a Python 3.11 to 3.14, or let 'keras setup' get one.");
    }

    private static Process Begin(ProcessStartInfo start, string executable)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new PythonSetupException($"There is no Python at '{executable}' ({new Win32Exception(error.NativeErrorCode).Message}). Name a Python 3.11 to 3.14, or let 'keras setup' get one.", error);
        }
    }
}
