using Keras.Python.Setup;

namespace Keras.Python.Tests;

/// <summary>Environments are made, found again, mended, left alone when they are not ours, and refused with one clear message.</summary>
[Collection("environments")]
public sealed class PythonEnvironmentTests(MadeEnvironment made) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lines _lines = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Home => _folder["home"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task IsFoundAgain()
    {
        var first = await made.GetAsync();
        Assert.Equal(("tensorflow", false, Path.Combine(made.Home, "tensorflow")), (first.Backend, first.Gpu, first.Folder));
        Assert.True(Pythons.Succeeds(first.Executable, "-c", "import keras, tensorflow"));
        Assert.Equal(first.Executable, (await PythonEnvironment.EnsureAsync(made.Options, _lines, Cancellation)).Executable);
        Assert.Equal("", _lines.Text);
        Assert.Equal([first.Folder], PythonEnvironment.All(made.Home).Select(environment => environment.Folder));
    }

    [Fact]
    public async Task WhatIsBrokenIsSeen()
    {
        string folder = (await made.GetAsync()).Folder, stamp = Path.Combine(folder, "autoencoders.json");
        Assert.Null(await FlawAsync());
        Assert.Equal("it was not finished", await FlawWithAsync(stamp, text => text[..20]));
        Assert.Equal("other packages are needed by now", await FlawWithAsync(stamp, text => text.Replace("\"requirements\":\"", "\"requirements\":\"0", StringComparison.Ordinal)));
        Assert.Equal("keras/__init__.py was changed", await FlawWithAsync(made.KerasModule, text => text + "# more"));
        Assert.Equal("keras/__init__.py is missing", await FlawWithAsync(made.KerasModule, null));
        string metadata = Path.Combine(made.SitePackages, "tensorflow-2.21.0.dist-info", "METADATA");
        Assert.Equal("tensorflow is 2.20.0 and not 2.21.0", await FlawWithAsync(metadata, text => text.Replace("2.21.0", "2.20.0", StringComparison.Ordinal)));
        Assert.Null(await FlawAsync());

        Task<string?> FlawAsync() => new EnvironmentMaker(made.Options, folder, null).FlawAsync(Cancellation);

        // With a file changed, or away; afterwards it is as it was.
        async Task<string?> FlawWithAsync(string file, Func<string, string>? change)
        {
            string text = File.ReadAllText(file);
            try
            {
                File.Delete(file);
                if (change is not null)
                {
                    File.WriteAllText(file, change(text));
                }
                return await FlawAsync();
            }
            finally
            {
                File.WriteAllText(file, text);
            }
        }
    }

    [Fact]
    public async Task OneOfAnotherPythonIsSeen()
    {
        var environment = await made.GetAsync();
        var other = Pythons.All.FirstOrDefault(python => python.Executable != made.Options.Python);
        Assert.SkipWhen(other is null, "needs two Pythons 3.11 to 3.14");
        Assert.Equal($"it was made of '{made.Options.Python}'", await new EnvironmentMaker(made.Options with { Python = other!.Executable }, environment.Folder, null).FlawAsync(Cancellation));
    }

    [Fact]
    public async Task WhatIsBrokenIsMadeAnewAndCleanedAway()
    {
        string folder = Path.Combine(Home, "tensorflow");
        OwnFolder.Begin(folder);
        File.WriteAllText(Path.Combine(folder, "half"), "");
        var environment = await PythonEnvironment.EnsureAsync(Options(), _lines, Cancellation);
        Assert.StartsWith($"Making the environment in '{folder}' anew: it was not finished\nMaking an environment of Python 3.", _lines.Text);
        Assert.False(File.Exists(Path.Combine(folder, "half")));
        Assert.True(Pythons.Succeeds(environment.Executable, "-c", "import keras"));
        using (EnvironmentLock.TryTake(folder + EnvironmentLock.Extension))
        {
            var error = Assert.Throws<PythonSetupException>(() => PythonEnvironment.Clean(Home));
            Assert.Equal($"'{folder}' is being made by another process right now. Try again when that has ended.", error.Message);
        }
        Assert.True(File.Exists(environment.Executable));
        Assert.Equal([folder], PythonEnvironment.Clean(Home));
        Assert.Empty(Directory.GetFileSystemEntries(Home));
    }

    [Fact]
    public async Task WhatSetupDidNotMakeIsLeftAlone()
    {
        string own = Path.Combine(Home, "tensorflow", "own.txt"), venv = Path.Combine(Home, "venv", "pyvenv.cfg"), other = Path.Combine(Home, "cpython-3.13", "own.txt");
        foreach (string file in (string[])[own, venv, other])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "mine");
        }
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(Options(), _lines, Cancellation));
        Assert.Equal($"'{Path.Combine(Home, "tensorflow")}' is there already, and setup did not make it, so it is left as it is. Move it away, or name another folder by --home or by the environment variable KERAS_HOME.", error.Message);
        Assert.Empty(PythonEnvironment.Clean(Home));
        Assert.All((string[])[own, venv, other], file => Assert.Equal("mine", File.ReadAllText(file)));
    }

    [Fact]
    public async Task CancelledItLeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        _lines.OnLine = line =>
        {
            if (line.StartsWith("Making an environment", StringComparison.Ordinal))
            {
                cancellation.CancelAfter(100);
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PythonEnvironment.EnsureAsync(Options(), _lines, cancellation.Token));
        Assert.False(Directory.Exists(Path.Combine(Home, "tensorflow")));
    }

    [Fact]
    public async Task KerasThatDoesNotStartIsOneMessage()
    {
        var options = Options();
        File.Delete(Directory.GetFiles(options.Wheels!, "keras-*").Single());
        SmallWheels.Write(options.Wheels!, "keras", "3.15.1", "raise ImportError('libcudart.so.12: cannot open shared object file')\n");
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(options, _lines, Cancellation));
        Assert.Equal("Keras was installed, but does not train on tensorflow: ImportError: libcudart.so.12: cannot open shared object file. Name another Python by --python, or choose another backend.", error.Message);
        Assert.False(Directory.Exists(Path.Combine(Home, "tensorflow")));
    }

    [Fact]
    public async Task AFullDiskIsOneMessage()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "needs root on Linux, to make a small file system");
        string disk = _folder["disk"];
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(Pythons.Succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk), "no file system can be mounted here");
        try
        {
            var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(Options() with { Home = Path.Combine(disk, "home") }, _lines, Cancellation));
            Assert.EndsWith(": the disk is full. Make room, or name another folder by --home or by the environment variable KERAS_HOME.", error.Message);
        }
        finally
        {
            Pythons.Succeeds("umount", disk);
        }
    }

    [Fact]
    public async Task AFolderThatCannotBeMadeIsOneMessage()
    {
        File.WriteAllText(Home, "a file in the way");
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(Options(), _lines, Cancellation));
        Assert.StartsWith($"The environment cannot be written to '{Path.Combine(Home, "tensorflow")}': ", error.Message);
        Assert.EndsWith("Make room there or let the folder be written to, or name another one by --home or by the environment variable KERAS_HOME.", error.Message);
    }

    [Fact]
    public async Task APythonWithoutVenvIsOneMessage()
    {
        var python = PythonInstallation.Probe(Pythons.WithVenv);
        string script = _folder.Script("python", "echo \"ModuleNotFoundError: No module named 'ensurepip'\" >&2; exit 1");
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => VirtualEnvironment.MakeAsync(python with { Executable = script }, Path.Combine(Home, "jax"), Cancellation));
        string minor = $"{python.Version.Major}.{python.Version.Minor}";
        Assert.Equal($"'{script}' (Python {python.Version}) lacks its modules venv and ensurepip, which make environments. On Debian and Ubuntu: apt install python{minor}-venv. Or name another interpreter by --python.", error.Message);
    }

    [Fact]
    public async Task AnUnknownBackendAndFolderAreRefused()
    {
        var unknown = await Assert.ThrowsAsync<ArgumentException>(() => PythonEnvironment.EnsureAsync(new() { Backend = "tensorflo", Home = Home }, cancellationToken: Cancellation));
        Assert.Equal("Unknown backend 'tensorflo'. Did you mean 'tensorflow'? Known: jax, tensorflow, torch.", unknown.Message);
        var folder = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(new() { Wheels = _folder["none"], Home = Home }, cancellationToken: Cancellation));
        Assert.Equal($"There is no folder of wheels at '{_folder["none"]}'. Name one that exists, or none to install from the Python package index.", folder.Message);
    }

    [Fact]
    public async Task GpuBuildsWithoutAGpuAreRefused()
    {
        Assert.SkipWhen(GpuCheck.Find().Names.Count > 0 || !OperatingSystem.IsLinux(), "needs Linux without a GPU");
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(new() { Backend = "jax", Gpu = true, Home = Home, Wheels = null }, cancellationToken: Cancellation));
        Assert.StartsWith("The builds for GPUs were asked for, but no NVIDIA GPU can be used here: ", error.Message);
        Assert.EndsWith("Install the driver, or leave --gpu out.", error.Message);
    }

    private PythonEnvironmentOptions Options() => new() { Backend = "tensorflow", Home = Home, Python = Pythons.WithVenv, Wheels = SmallWheels.Write(_folder["wheels"]) };
}
