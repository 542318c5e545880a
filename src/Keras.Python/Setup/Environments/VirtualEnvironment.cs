namespace Keras.Python.Setup;

/// <summary>Makes a virtual environment by Python's own module.</summary>
internal static class VirtualEnvironment
{
    /// <summary>An environment with pip alone has about as many bytes.</summary>
    private const long LittleSpace = 20_000_000;

    /// <summary>Whether that Python has what makes environments; Debian keeps it in a package of its own.</summary>
    public static async Task<bool> CanMakeAsync(PythonInstallation python, CancellationToken cancellation) =>
        (await Command.RunAsync(python.Executable, ["-I", "-c", "import venv, ensurepip"], null, cancellation).ConfigureAwait(false)).ExitCode == 0;

    /// <summary>What to do about a Python that cannot.</summary>
    public static string Advice(PythonInstallation python) =>
        $"'{python.Executable}' (Python {python.Version}) lacks its modules venv and ensurepip, which make environments. On Debian and Ubuntu: apt install python{python.Version.ToString(2)}-venv. Or name another interpreter by --python.";

    /// <exception cref="PythonSetupException">It cannot be made.</exception>
    public static async Task MakeAsync(PythonInstallation python, string folder, CancellationToken cancellation)
    {
        if (!await CanMakeAsync(python, cancellation).ConfigureAwait(false))
        {
            throw new PythonSetupException(Advice(python));
        }
        var (exitCode, lines) = await Command.RunAsync(python.Executable, ["-m", "venv", folder], null, cancellation).ConfigureAwait(false);
        if (exitCode != 0)
        {
            string what = $"'{python.Executable}' cannot make an environment in '{folder}'";
            // What ends ensurepip is not among the lines.
            IReadOnlyList<string> reasons = new DriveInfo(folder).AvailableFreeSpace < LittleSpace ? [Failure.FullDisk] : lines;
            throw new PythonSetupException(Failure.Explain(what, reasons) ?? $"{what}: {(lines.LastOrDefault() ?? $"exit code {exitCode}").TrimEnd('.')}. Name another interpreter by --python.");
        }
    }
}
