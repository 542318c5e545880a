namespace Keras.Python.Tests.Setup;

/// <summary>What an interpreter says of itself, and what is said of one that cannot be used.</summary>
public sealed class PythonInstallationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryPythonHereKnowsItsOwnLibrary()
    {
        Assert.SkipWhen(Pythons.All.Count == 0, "needs a Python 3.11 to 3.14");
        foreach (var python in Pythons.All)
        {
            Assert.True(File.Exists(python.Executable), python.Executable);
            Assert.True(File.Exists(python.Library), python.Library);
            Assert.InRange(python.Version, new Version(3, 11), new Version(3, 15));
            Assert.Contains($"{python.Version.Major}{(OperatingSystem.IsWindows() ? "" : ".")}{python.Version.Minor}", Path.GetFileName(python.Library));
            Assert.Equal(python, PythonInstallation.Probe(python.Executable));
        }
        Assert.Equal(Pythons.All.Count, Pythons.All.Select(python => python.Executable).Distinct().Count());
    }

    [Fact]
    public void AVirtualEnvironmentUsesTheLibraryOfItsBase()
    {
        Assert.SkipWhen(Pythons.All.Count == 0, "needs a Python 3.11 to 3.14");
        var python = Pythons.All[0];
        string program = MakeEnvironment(python);
        var environment = PythonInstallation.Probe(program);
        Assert.Equal(program, environment.Executable);
        Assert.Equal((python.Library, python.Version, python.BasePrefix), (environment.Library, environment.Version, environment.BasePrefix));
        Assert.Equal(_folder["venv"], environment.Prefix);
        Assert.True(environment.IsVirtualEnvironment);
    }

    [Fact]
    public void AVirtualEnvironmentOfAnotherVersionIsExplained()
    {
        Assert.SkipWhen(Pythons.All.Count == 0, "needs a Python 3.11 to 3.14");
        string program = MakeEnvironment(Pythons.All[0]);
        string file = _folder["venv/pyvenv.cfg"];
        File.WriteAllLines(file, File.ReadAllLines(file).Select(line => line.StartsWith("version", StringComparison.Ordinal) ? "version = 3.10.4" : line));
        var version = Pythons.All[0].Version;
        Assert.Equal(
            $"The virtual environment '{_folder["venv"]}' was made with Python 3.10.4, and its '{program}' is now Python {version}: what is installed in it would not be found. Make it anew with the Python that it shall have: python{version.Major}.{version.Minor} -m venv --clear {_folder["venv"]}",
            ErrorOf(program));
    }

    [Fact]
    public void NoSuchProgramIsExplained()
    {
        string message = ErrorOf(_folder["python3"]);
        Assert.StartsWith($"There is no Python at '{_folder["python3"]}' (", message);
        Assert.EndsWith("Name a Python 3.11 to 3.14, or let 'keras setup' get one.", message);
        Assert.StartsWith("There is no Python at 'no-such-python' (", ErrorOf("no-such-python"));
    }

    [Theory]
    [InlineData("3.10.12", "is Python 3.10.12; expected 3.11 to 3.14: Keras 3.15 and NumPy 2.4 need Python 3.11 or later. Name another interpreter, or let 'keras setup' get one.")]
    [InlineData("2.7.18", "is Python 2.7.18; expected 3.11 to 3.14: Keras 3.15 and NumPy 2.4 need Python 3.11 or later. Name another interpreter, or let 'keras setup' get one.")]
    [InlineData("3.15.0", "is Python 3.15.0; expected 3.11 to 3.14: Python 3.14 is the newest that is known here. Name another interpreter, or let 'keras setup' get one.")]
    public void AnotherVersionIsExplained(string version, string message) => Assert.Equal($"'{Program}' {message}", ErrorOf(Fake(version: version)));

    [Fact]
    public void AFreeThreadedBuildIsExplained() => Assert.Equal(
        $"'{Program}' is a free-threaded build of Python 3.13.1; expected the usual build, with its lock. Name another interpreter, or let 'keras setup' get one.",
        ErrorOf(Fake(version: "3.13.1", freeThreaded: true)));

    [Fact]
    public void AnotherImplementationIsExplained() =>
        Assert.Equal($"'{Program}' is pypy 3.11.1; expected CPython 3.11 to 3.14. Name another interpreter.", ErrorOf(Fake(version: "3.11.1", implementation: "pypy")));

    [Fact]
    public void AnotherWordSizeIsExplained() =>
        Assert.Equal($"'{Program}' is a 32-bit Python; this process has 64 bits. Name another interpreter.", ErrorOf(Fake(version: "3.11.1", bits: 32)));

    [Fact]
    public void AMissingLibraryNamesThePackage() => Assert.Equal(
        $"'{Program}' (Python 3.12.3) has no shared library, so it cannot run inside another process. On Debian and Ubuntu: apt install libpython3.12. With pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install 3.12.3. Or let 'keras setup' get one.",
        ErrorOf(Fake(version: "3.12.3", library: null)));

    [Theory]
    [InlineData("echo nonsense", "(exit code 0)")]
    [InlineData("echo first >&2; echo last words >&2; exit 3", "(exit code 3: last words)")]
    public void AProgramThatIsNoPythonIsExplained(string script, string reason)
    {
        RequireShell();
        Assert.Equal(
            $"'{Program}' does not answer as Python does {reason}. Name a Python 3.11 to 3.14, or let 'keras setup' get one.",
            ErrorOf(_folder.Script("python3", script)));
    }

    private string Program => _folder["python3"];

    private static string ErrorOf(string program) => Assert.Throws<PythonSetupException>(() => PythonInstallation.Probe(program)).Message;

    private static void RequireShell() => Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell for a program that only says it is Python");

    /// <summary>A program that answers as an interpreter of this kind does.</summary>
    private string Fake(string version, bool freeThreaded = false, string implementation = "cpython", int bits = 64, string? library = "/lib/libpython.so")
    {
        RequireShell();
        string answer = $$"""
            {"executable": "{{Program}}", "version": "{{version}}", "implementation": "{{implementation}}", "prefix": "/usr", "base_prefix": "/usr", "environment_version": null, "library": {{(library is null ? "null" : $"\"{library}\"")}}, "free_threaded": {{(freeThreaded ? "true" : "false")}}, "bits": {{bits}}}
            """;
        return _folder.Script("python3", $"cat > /dev/null\necho '{answer}'");
    }

    private string MakeEnvironment(PythonInstallation python)
    {
        Assert.SkipUnless(Pythons.Succeeds(python.Executable, "-m", "venv", "--without-pip", _folder["venv"]), $"needs the module venv of '{python.Executable}'");
        return OperatingSystem.IsWindows() ? _folder["venv/Scripts/python.exe"] : _folder["venv/bin/python"];
    }
}
