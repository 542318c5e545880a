namespace Keras.Python.Tests.Processes;

/// <summary>Which Python a process runs.</summary>
public sealed class ChoiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachPythonRunsWithItsOwnLibrary()
    {
        Assert.SkipWhen(Pythons.All.Count == 0, "needs a Python 3.11 to 3.14");
        foreach (var python in Pythons.All)
        {
            AssertRuns(python, ChildProgram.Run(["choose", python.Executable], null).ExpectExitCode(0));
            AssertRuns(python, ChildProgram.Run(["choose"], python.Executable).ExpectExitCode(0));
        }
    }

    [Fact]
    public void TheOneThatIsNamedGoesBeforeTheVariable()
    {
        Assert.SkipWhen(Pythons.All.Count == 0, "needs a Python 3.11 to 3.14");
        AssertRuns(Pythons.All[^1], ChildProgram.Run(["choose", Pythons.All[^1].Executable], _folder["nowhere"]).ExpectExitCode(0));
        Assert.Contains($"error=There is no Python at '{_folder["nowhere"]}'", ChildProgram.Run(["choose"], _folder["nowhere"]).ExpectExitCode(3).Output);
    }

    [Fact]
    public void AVirtualEnvironmentBringsItsPackages()
    {
        Assert.SkipWhen(Pythons.All.Count == 0, "needs a Python 3.11 to 3.14");
        foreach (var python in Pythons.All)
        {
            string venv = _folder[$"venv{python.Version}-{python.GetHashCode()}"];
            Assert.SkipUnless(Pythons.Succeeds(python.Executable, "-m", "venv", "--without-pip", venv), $"needs the module venv of '{python.Executable}'");
            string program = Path.Combine(venv, OperatingSystem.IsWindows() ? "Scripts/python.exe" : "bin/python");
            string output = ChildProgram.Run(["choose"], program).ExpectExitCode(0).Output;
            Assert.Contains($"prefix={venv}\n", output.ReplaceLineEndings("\n"));
            Assert.Contains($"base_prefix={python.BasePrefix}\n", output.ReplaceLineEndings("\n"));
            Assert.Contains(Path.Combine(venv, OperatingSystem.IsWindows() ? "Lib" : $"lib/python{python.Version.Major}.{python.Version.Minor}", "site-packages"), output);
        }
    }

    [Fact]
    public void ASecondPythonIsRefused()
    {
        Assert.SkipWhen(Pythons.All.Count < 2, "needs two Pythons 3.11 to 3.14");
        var (first, second) = (Pythons.All[0], Pythons.All[1]);
        Assert.Contains(
            $"error=Python already runs in this process as '{first.Executable}' ({first.Version}); a process has one Python. Choose '{second.Executable}' before the first use of Python.",
            ChildProgram.Run(["choose", first.Executable, second.Executable], null).ExpectExitCode(3).Output);
    }

    [Fact]
    public void ABrokenInstallationIsAnErrorAndNotTheEnd()
    {
        Assert.SkipWhen(Pythons.All.Count == 0, "needs a Python 3.11 to 3.14");
        // The probe asks without looking at PYTHONHOME, as an isolated interpreter does.
        var run = ChildProgram.Run(["choose"], Pythons.All[0].Executable, new Dictionary<string, string?> { ["PYTHONHOME"] = _folder["nowhere"] });
        Assert.Contains($"error=Python {Pythons.All[0].Version} ('{Pythons.All[0].Executable}', library '{Pythons.All[0].Library}') does not start: ", run.ExpectExitCode(3).Output);
    }

    private static void AssertRuns(PythonInstallation python, ChildProgram run)
    {
        string output = run.Output.ReplaceLineEndings("\n");
        Assert.Contains($"executable={python.Executable}\n", output);
        Assert.Contains($"version={python.Version} ", output);
        Assert.Contains("sigint=None\n", output);
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal([$"loaded={Resolve(python.Library)}"], output.Split('\n').Where(line => line.StartsWith("loaded=", StringComparison.Ordinal)));
        }
    }

    /// <summary>The file behind links.</summary>
    private static string Resolve(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
