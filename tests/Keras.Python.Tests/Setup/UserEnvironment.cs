namespace Keras.Python.Tests;

/// <summary>An environment that a user made, with as much of Keras in it as a training step needs.</summary>
internal sealed class UserEnvironment
{
    private readonly string _folder;

    /// <summary>Makes one. Skips the test where no Python can.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="keras">The version of Keras.</param>
    /// <param name="backends">What computes.</param>
    public UserEnvironment(string folder, string keras = "3.12.0", params string[] backends)
    {
        _folder = folder;
        string python = Pythons.WithVenv;
        Assert.SkipUnless(Pythons.Succeeds(python, "-m", "venv", "--without-pip", folder), $"needs the module venv of '{python}'");
        foreach (string backend in backends.Length > 0 ? backends : ["tensorflow"])
        {
            SmallWheels.Unpack(SitePackages, backend, keras);
        }
    }

    public string Python => Path.Combine(_folder, OperatingSystem.IsWindows() ? "Scripts/python.exe" : "bin/python");

    /// <summary>All its files, and when they were written.</summary>
    public IReadOnlyList<(string, DateTime)> Files =>
        [.. Directory.EnumerateFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (file, File.GetLastWriteTimeUtc(file)))];

    private string SitePackages => OperatingSystem.IsWindows()
        ? Path.Combine(_folder, "Lib", "site-packages")
        : Directory.GetDirectories(Path.Combine(_folder, "lib"), "python3.*").Select(path => Path.Combine(path, "site-packages")).Single();

    /// <summary>Changes a module.</summary>
    public void Change(string module, Func<string, string> change)
    {
        string file = Path.Combine(SitePackages, module, "__init__.py");
        File.WriteAllText(file, change(File.ReadAllText(file)));
    }

    /// <summary>Takes a module away, as an uninstalled package does that leaves its folder behind.</summary>
    public void Remove(string module) => File.Delete(Path.Combine(SitePackages, module, "__init__.py"));

    /// <summary>Takes it away whole.</summary>
    public void Remove() => Directory.Delete(_folder, recursive: true);
}
