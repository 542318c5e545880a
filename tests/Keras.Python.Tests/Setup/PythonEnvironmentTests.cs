using Keras.Datasets.Tests;
using Keras.Python.Setup;

namespace Keras.Python.Tests;

/// <summary>Environments are made, found again, mended, and refused with one clear message.</summary>
[Collection("environment variables")]
public sealed class PythonEnvironmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lines _lines = new();

    private string Home => _folder["home"];

    private static string Interpreter => Pythons.WithVenv;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task IsMadeOnceAndFoundAgain()
    {
        var made = await EnsureAsync();
        Assert.Equal("tensorflow", made.Backend);
        Assert.Contains("Installing from", _lines.Text);
        Assert.True(Pythons.Succeeds(made.Executable, "-c", "import keras, tensorflow"));
        _lines.Clear();
        Assert.Equal(made.Executable, (await EnsureAsync()).Executable);
        Assert.Equal("", _lines.Text);
        Assert.Equal([made.Folder], PythonEnvironment.All(Home).Select(environment => environment.Folder));
        Assert.Equal([made.Folder], PythonEnvironment.Clean(Home));
        Assert.Empty(PythonEnvironment.All(Home));
        Assert.Empty(Directory.GetFileSystemEntries(Home));
    }

    [Fact]
    public async Task WhatIsBrokenIsMadeAnew()
    {
        var made = await EnsureAsync();
        string stamp = Path.Combine(made.Folder, "autoencoders.json");
        File.WriteAllText(stamp, "{\"backend\": \"tensorflow\"");
        Assert.Empty(PythonEnvironment.All(Home));
        await MendsAsync("it was not finished");
        File.WriteAllText(stamp, File.ReadAllText(stamp).Replace("\"requirements\":\"", "\"requirements\":\"0", StringComparison.Ordinal));
        await MendsAsync("other packages are needed by now");
        string module = Directory.GetFiles(made.Folder, "__init__.py", SearchOption.AllDirectories).Single(file => file.Contains(Path.Combine("site-packages", "keras"), StringComparison.Ordinal));
        File.Delete(module);
        await MendsAsync("keras/__init__.py is missing");
        File.AppendAllText(module, "# more");
        await MendsAsync("keras/__init__.py was changed");
        Assert.True(Pythons.Succeeds(made.Executable, "-m", "pip", "uninstall", "-y", "tensorflow"));
        await MendsAsync("tensorflow is missing and not 2.21.0");
        File.Delete(made.Executable);
        await MendsAsync("its Python is gone");
        Assert.True(Pythons.Succeeds(made.Executable, "-c", "import keras, tensorflow"));

        async Task MendsAsync(string flaw)
        {
            _lines.Clear();
            await EnsureAsync();
            Assert.StartsWith($"Making the environment in '{made.Folder}' anew: {flaw}", _lines.Text);
            _lines.Clear();
            await EnsureAsync();
            Assert.Equal("", _lines.Text);
        }
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
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => EnsureAsync());
        Assert.Equal($"'{Path.Combine(Home, "tensorflow")}' is there already, and setup did not make it, so it is left as it is. Move it away, or name another folder by --home or by the environment variable KERAS_HOME.", error.Message);
        Assert.Empty(PythonEnvironment.Clean(Home));
        Assert.All((string[])[own, venv, other], file => Assert.Equal("mine", File.ReadAllText(file)));
    }

    [Fact]
    public async Task WhatIsBeingMadeIsNotRemoved()
    {
        var made = await EnsureAsync();
        using (EnvironmentLock.TryTake(made.Folder + EnvironmentLock.Extension))
        {
            var error = Assert.Throws<PythonSetupException>(() => PythonEnvironment.Clean(Home));
            Assert.Equal($"'{made.Folder}' is being made by another process right now. Try again when that has ended.", error.Message);
        }
        Assert.True(File.Exists(made.Executable));
        Assert.Equal([made.Folder], PythonEnvironment.Clean(Home));
    }

    [Fact]
    public async Task AnotherPythonIsAnotherEnvironment()
    {
        Assert.SkipWhen(Pythons.All.Count < 2, "needs two Pythons 3.11 to 3.14");
        string wheels = SmallWheels.Write(_folder["wheels"]);
        foreach (var python in Pythons.All.Take(2))
        {
            Assert.SkipUnless(Pythons.Succeeds(python.Executable, "-c", "import venv, ensurepip"), $"needs the modules venv and ensurepip of '{python.Executable}'");
            var made = await PythonEnvironment.EnsureAsync(new() { Backend = "tensorflow", Home = Home, Python = python.Executable, Wheels = wheels }, _lines, TestContext.Current.CancellationToken);
            Assert.Equal(python.Version.ToString(), made.Version);
            Assert.Equal(python.BasePrefix, PythonInstallation.Probe(made.Executable).BasePrefix);
        }
        Assert.Contains($"anew: it was made of '{Pythons.All[0].Executable}'", _lines.Text);
    }

    [Fact]
    public async Task InterruptedItIsMadeTheNextTime()
    {
        using var cancellation = new CancellationTokenSource();
        _lines.OnLine = line =>
        {
            if (line.StartsWith("Installing", StringComparison.Ordinal))
            {
                cancellation.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EnsureAsync(cancellation.Token));
        Assert.Empty(PythonEnvironment.All(Home));
        Assert.False(Directory.Exists(Path.Combine(Home, "tensorflow")));
        _lines.OnLine = null;
        Assert.True(Pythons.Succeeds((await EnsureAsync()).Executable, "-c", "import keras"));
    }

    [Fact]
    public async Task TwoAtOnceMakeOne()
    {
        var both = await Task.WhenAll(Task.Run(() => EnsureAsync()), Task.Run(() => EnsureAsync()));
        Assert.Equal(both[0].Executable, both[1].Executable);
        Assert.Contains($"Another process is at '{both[0].Folder}'; waiting for it", _lines.Text);
        Assert.Single(_lines.All, line => line.StartsWith("Making an environment", StringComparison.Ordinal));
    }

    [Fact]
    public async Task InstallsFromAnIndex()
    {
        string wheels = SmallWheels.Write(_folder["wheels"]);
        var files = new Dictionary<string, byte[]>();
        foreach (string name in (string[])["keras", "tensorflow", "numpy"])
        {
            var names = Directory.GetFiles(wheels, $"{name}-*").Select(file => Path.GetFileName(file)).ToList();
            files[$"simple/{name}/"] = System.Text.Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><body>{string.Concat(names.Select(wheel => $"<a href=\"/data/files/{wheel}\">{wheel}</a>"))}</body></html>");
            names.ForEach(wheel => files[$"files/{wheel}"] = File.ReadAllBytes(Path.Combine(wheels, wheel)));
        }
        await using var server = new TestServer(TestServer.Files(files));
        using var index = new Variable("PIP_INDEX_URL", new Uri(server.Address, "simple/").ToString());
        var made = await PythonEnvironment.EnsureAsync(new() { Backend = "tensorflow", Home = Home, Python = Interpreter, Wheels = null }, _lines, TestContext.Current.CancellationToken);
        Assert.True(Pythons.Succeeds(made.Executable, "-c", "import keras, tensorflow"));
        Assert.Contains("Collecting keras", _lines.Text);
    }

    [Fact]
    public async Task NoConnectionIsOneMessage()
    {
        using var index = new Variable("PIP_INDEX_URL", "http://127.0.0.1:9/simple/");
        using var retries = new Variable("PIP_RETRIES", "0");
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(new() { Backend = "torch", Home = Home, Python = Interpreter, Wheels = null }, _lines, TestContext.Current.CancellationToken));
        Assert.Equal("Keras cannot be installed: no connection to the Python package index. Check the network, set HTTPS_PROXY or PIP_INDEX_URL, or install from a folder of wheels by --wheels DIR.", error.Message);
        Assert.Empty(PythonEnvironment.All(Home));
    }

    [Fact]
    public async Task AWheelForAnotherPlatformIsOneMessage()
    {
        string wheels = _folder["wheels"];
        Directory.CreateDirectory(wheels);
        SmallWheels.Write(wheels, "keras", "3.15.1", "");
        SmallWheels.Write(wheels, "torch", "2.13.0", "", "cp39-cp39-win32");
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(new() { Backend = "torch", Home = Home, Python = Interpreter, Wheels = wheels }, _lines, TestContext.Current.CancellationToken));
        Assert.Equal("Keras cannot be installed: there is no build of torch==2.13.0 for this system and this Python where packages come from. Name another Python by --python, or another folder by --wheels.", error.Message);
    }

    [Fact]
    public async Task APackageThatIsNotTheLockedOneIsRefused()
    {
        var python = PythonInstallation.Probe(Interpreter);
        Assert.SkipUnless(OperatingSystem.IsLinux() && python.Version.Minor == 11, "needs Python 3.11 on Linux, for which the digests are locked");
        string wheels = _folder["wheels"];
        Directory.CreateDirectory(wheels);
        foreach (string line in Requirements.For(new() { Backend = "jax", Wheels = null }, python.Version).Text.Split('\n').Where(line => line.Contains("==", StringComparison.Ordinal)))
        {
            var parts = line.Split(' ')[0].Split("==");
            SmallWheels.Write(wheels, parts[0].Replace('-', '_'), parts[1], "");
        }
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(new() { Backend = "jax", Home = Home, Python = Interpreter, Wheels = wheels }, _lines, TestContext.Current.CancellationToken));
        Assert.Equal("Keras cannot be installed: a package is not the one that was locked: its SHA-256 differs. Look at where packages come from (index, proxy, folder of wheels), and try again.", error.Message);
    }

    [Fact]
    public async Task KerasThatDoesNotStartIsOneMessage()
    {
        string wheels = SmallWheels.Write(_folder["wheels"]);
        File.Delete(Directory.GetFiles(wheels, "keras-*").Single());
        SmallWheels.Write(wheels, "keras", "3.15.1", "raise ImportError('libcudart.so.12: cannot open shared object file')\n");
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(new() { Backend = "tensorflow", Home = Home, Python = Interpreter, Wheels = wheels }, _lines, TestContext.Current.CancellationToken));
        Assert.Equal("Keras was installed, but does not train on tensorflow: ImportError: libcudart.so.12: cannot open shared object file. Name another Python by --python, or choose another backend.", error.Message);
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
            var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(
                new() { Backend = "tensorflow", Home = Path.Combine(disk, "home"), Python = Interpreter, Wheels = SmallWheels.Write(_folder["wheels"]) }, _lines, TestContext.Current.CancellationToken));
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
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => EnsureAsync());
        Assert.StartsWith($"The environment cannot be written to '{Path.Combine(Home, "tensorflow")}': ", error.Message);
        Assert.EndsWith("Make room there or let the folder be written to, or name another one by --home or by the environment variable KERAS_HOME.", error.Message);
    }

    [Fact]
    public async Task APythonWithoutVenvIsOneMessage()
    {
        var python = PythonInstallation.Probe(Interpreter);
        string script = _folder.Script("python", "echo \"ModuleNotFoundError: No module named 'ensurepip'\" >&2; exit 1");
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => VirtualEnvironment.MakeAsync(python with { Executable = script }, Path.Combine(Home, "jax"), TestContext.Current.CancellationToken));
        string minor = $"{python.Version.Major}.{python.Version.Minor}";
        Assert.Equal($"'{script}' (Python {python.Version}) lacks its modules venv and ensurepip, which make environments. On Debian and Ubuntu: apt install python{minor}-venv. Or name another interpreter by --python.", error.Message);
    }

    [Fact]
    public async Task AnUnknownBackendAndFolderAreRefused()
    {
        var unknown = await Assert.ThrowsAsync<ArgumentException>(() => PythonEnvironment.EnsureAsync(new() { Backend = "tensorflo", Home = Home }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.StartsWith("Unknown backend 'tensorflo'. Did you mean 'tensorflow'?", unknown.Message);
        var folder = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(new() { Wheels = _folder["none"], Home = Home }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal($"There is no folder of wheels at '{_folder["none"]}'. Name one that exists, or none to install from the Python package index.", folder.Message);
    }

    [Fact]
    public async Task GpuBuildsWithoutAGpuAreRefused()
    {
        Assert.SkipWhen(GpuCheck.Find().Names.Count > 0, "there is a GPU here");
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => PythonEnvironment.EnsureAsync(new() { Backend = "jax", Gpu = true, Home = Home, Wheels = null }, cancellationToken: TestContext.Current.CancellationToken));
        Assert.StartsWith("The builds for GPUs were asked for, but no NVIDIA GPU can be used here: ", error.Message);
        Assert.EndsWith("Install the driver, or leave --gpu out.", error.Message);
    }

    private Task<PythonEnvironment> EnsureAsync(CancellationToken? cancellation = null)
    {
        string wheels = _folder["wheels"];
        lock (_folder)
        {
            if (!Directory.Exists(wheels))
            {
                SmallWheels.Write(wheels);
            }
        }
        return PythonEnvironment.EnsureAsync(new() { Backend = "tensorflow", Home = Home, Python = Interpreter, Wheels = wheels }, _lines, cancellation ?? TestContext.Current.CancellationToken);
    }
}
