namespace Keras.Python.Tests;

/// <summary>One environment of small wheels, made once for the tests that only look at it or put back what they changed: making one takes some seconds.</summary>
public sealed class MadeEnvironment : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private PythonEnvironment? _environment;

    internal string Home => _folder["home"];

    internal PythonEnvironmentOptions Options => new() { Backend = "tensorflow", Home = Home, Python = Pythons.WithVenv, Wheels = _folder["wheels"] };

    /// <summary>The folder of Keras in it.</summary>
    internal string KerasModule => Path.Combine(SitePackages, "keras", "__init__.py");

    internal string SitePackages => OperatingSystem.IsWindows()
        ? Path.Combine(Home, "tensorflow", "Lib", "site-packages")
        : Directory.GetDirectories(Path.Combine(Home, "tensorflow", "lib"), "python3.*").Select(folder => Path.Combine(folder, "site-packages")).Single();

    public void Dispose() => _folder.Dispose();

    internal async Task<PythonEnvironment> GetAsync(IProgress<string>? progress = null)
    {
        if (_environment is null)
        {
            // Skips the test where no Python can make it, before anything is written.
            var options = Options;
            SmallWheels.Write(options.Wheels!);
            _environment = await PythonEnvironment.EnsureAsync(options, progress, TestContext.Current.CancellationToken);
        }
        return _environment;
    }
}

/// <summary>Tests that share the environment and set variables of the process run one after another.</summary>
[CollectionDefinition("environments")]
public sealed class EnvironmentsCollection : ICollectionFixture<MadeEnvironment>;
