using Keras.Python.Setup;

namespace Keras.Python.Tests;

/// <summary>An environment that a user has is used as it is: recorded, found, kept while it trains, never changed.</summary>
[Collection("environments")]
public sealed class ExternalEnvironmentTests : IDisposable
{
    private readonly MadeEnvironment _made;
    private readonly TemporaryFolder _folder = new();
    private readonly Lines _lines = new();
    private readonly ProgramVariables _variables;

    public ExternalEnvironmentTests(MadeEnvironment made) => (_made, _variables) = (made, new(home: _folder.Path));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Home => _folder["python"];

    private string Record => Path.Combine(Home, "tensorflow");

    private string Instead => $"name another one by --python, or remove '{Record}', which holds only the record of it: setup then makes an environment of its own.";

    public void Dispose()
    {
        _variables.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task IsUsedAsItIsAndFound()
    {
        var user = new UserEnvironment(_folder["venv"]);
        var before = user.Files;
        var environment = await EnsureAsync(user.Python);
        Assert.Equal((user.Python, true, Record, "tensorflow", false), (environment.Executable, environment.IsExternal, environment.Folder, environment.Backend, environment.Gpu));
        Assert.Equal($"Using '{user.Python}' as it is, with Keras 3.12.0 on tensorflow 2.21.0: nothing is installed there, and nothing changed.", _lines.Text);
        Assert.Equal(["autoencoders.json"], Directory.GetFileSystemEntries(Record).Select(Path.GetFileName));

        // Named no more it is kept, without a word.
        _lines.Clear();
        Assert.Equal(user.Python, (await EnsureAsync(null)).Executable);
        Assert.Equal("", _lines.Text);
        Assert.Equal([user.Python], PythonEnvironment.All().Select(found => found.Executable));
        Assert.Equal(user.Python, PythonChoice.Find("tensorflow").Executable);
        Assert.Throws<PythonSetupException>(() => PythonChoice.Find("jax"));
        Assert.True((await PythonReport.MakeAsync(null, Cancellation)).IsWell);
        Assert.Equal(before, user.Files);

        Assert.Equal([Record], PythonEnvironment.Clean());
        Assert.Equal(before, user.Files);
        Assert.Empty(PythonEnvironment.All());
    }

    [Fact]
    public async Task OneThatIsGoneIsSaidEverywhere()
    {
        var user = new UserEnvironment(_folder["venv"]);
        await EnsureAsync(user.Python);
        user.Remove();
        string expected = $"Keras on tensorflow is set up to use '{user.Python}', which is gone. Put it back, {Instead}";
        Assert.Equal(expected, await ErrorOf(null));
        Assert.Equal(expected, Assert.Throws<PythonSetupException>(() => PythonChoice.Find("tensorflow")).Message);
        Assert.Empty(PythonEnvironment.All());
        var report = await PythonReport.MakeAsync(null, Cancellation);
        Assert.Equal([expected], report.Advice);
        Assert.Contains("  tensorflow: its Python is gone\n", report.ToString().ReplaceLineEndings("\n"));
        Assert.Equal([Record], PythonEnvironment.Clean());
    }

    [Fact]
    public async Task AnotherKerasThan3IsRefused()
    {
        var user = new UserEnvironment(_folder["venv"], keras: "2.15.0");
        Assert.Equal($"'{user.Python}' has Keras 2.15.0; expected Keras 3. Mend that there, or leave --python out: setup then makes an environment of its own.", await ErrorOf(user.Python));
        Assert.False(Directory.Exists(Record));
    }

    [Fact]
    public async Task OneThatDoesNotTrainIsRefused()
    {
        var user = new UserEnvironment(_folder["venv"]);
        user.Change("keras", text => text.Replace("def train_on_batch(self, x, y): pass", "def train_on_batch(self, x, y): raise MemoryError('too large')", StringComparison.Ordinal));
        string flaw = $"'{user.Python}' has Keras 3.12.0, but does not train on tensorflow: cpu:0: MemoryError: too large.";
        Assert.Equal($"{flaw} Mend that there, or leave --python out: setup then makes an environment of its own.", await ErrorOf(user.Python));
        Assert.False(Directory.Exists(Record));

        // Of one that was recorded the record stays, for it may be mended.
        user.Change("keras", text => text.Replace("raise", "return", StringComparison.Ordinal));
        await EnsureAsync(user.Python);
        user.Change("keras", text => text.Replace("return", "raise", StringComparison.Ordinal));
        Assert.Equal($"{flaw} Mend that there, {Instead}", await ErrorOf(null));
        Assert.Equal($"{flaw} Mend that there, {Instead}", await ErrorOf(user.Python));
        Assert.Equal([$"tensorflow: '{user.Python}' does not train: cpu:0: MemoryError: too large. Mend that there, {Instead}"], (await PythonReport.MakeAsync(Home, Cancellation)).Advice);
        user.Change("keras", text => text.Replace("raise", "return", StringComparison.Ordinal));
        Assert.Equal(user.Python, (await EnsureAsync(null)).Executable);
    }

    [Fact]
    public async Task OneThatLacksTheBackendIsWhatANewOneIsMadeOf()
    {
        var user = new UserEnvironment(_folder["venv"]);
        await EnsureAsync(user.Python);
        user.Remove("tensorflow");
        Assert.Equal($"Keras on tensorflow is set up to use '{user.Python}', which does not have tensorflow any more. Mend that there, {Instead}", await ErrorOf(null));
        _lines.Clear();
        var environment = await EnsureAsync(user.Python);
        Assert.StartsWith($"Making the environment in '{Record}' anew: it was the record of '{user.Python}'\nMaking an environment of Python 3.", _lines.Text);
        Assert.Equal((false, PythonEnvironment.Interpreter(Record)), (environment.IsExternal, environment.Executable));
        Assert.True(Pythons.Succeeds(environment.Executable, "-c", "import keras, tensorflow"));
    }

    [Fact]
    public async Task ItTakesThePlaceOfOneThatWasMade()
    {
        var user = new UserEnvironment(_folder["venv"]);
        OwnFolder.Begin(Record);
        File.WriteAllText(Path.Combine(Record, "large"), "");
        new EnvironmentStamp("tensorflow", false, "3.11.2", "/usr/bin/python3", "0").Write(Record);
        await EnsureAsync(user.Python);
        Assert.StartsWith($"Removing the environment that setup made in '{Record}'\nUsing '{user.Python}' as it is", _lines.Text);
        Assert.Equal(["autoencoders.json"], Directory.GetFileSystemEntries(Record).Select(Path.GetFileName));
    }

    [Fact]
    public async Task OneForGpusHasToSeeOne()
    {
        var user = new UserEnvironment(_folder["venv"]);
        Assert.Equal($"'{user.Python}' has Keras 3.12.0, but does not train on tensorflow: it sees no GPU (tensorflow names only cpu:0){(GpuCheck.Find() is { Names.Count: 0, Reason: var reason } ? $"; {reason}" : "")}. Mend that there, or leave --python out: setup then makes an environment of its own.", await ErrorOf(user.Python, gpu: true));
        user.Change("tensorflow", text => text.Replace("[cpu] if kind == \"CPU\" else []", "[types.SimpleNamespace(device_type=kind)]", StringComparison.Ordinal));
        var environment = await EnsureAsync(user.Python, gpu: true);
        Assert.Equal((true, Record + "-gpu", user.Python), (environment.Gpu, environment.Folder, environment.Executable));
    }

    [Fact]
    public async Task AMadeOneThatIsNamedByItsOwnPythonIsKept()
    {
        var environment = await _made.GetAsync();
        var again = await PythonEnvironment.EnsureAsync(_made.Options with { Python = environment.Executable }, _lines, Cancellation);
        Assert.Equal("", _lines.Text);
        Assert.Equal((environment.Executable, false), (again.Executable, again.IsExternal));
        Assert.True(Pythons.Succeeds(environment.Executable, "-c", "import keras"));
    }

    [Fact]
    public async Task RealKerasIsUsedAsItIs()
    {
        Assert.SkipWhen(RealKeras.Python is null, RealKeras.Missing);
        var environment = await PythonEnvironment.EnsureAsync(new() { Backend = "jax", Home = Home, Python = RealKeras.Python!.Executable }, _lines, Cancellation);
        Assert.Equal((RealKeras.Python.Executable, true), (environment.Executable, environment.IsExternal));
        Assert.Matches("^Using '.*' as it is, with Keras 3\\..* on jax .*: nothing is installed there, and nothing changed\\.$", _lines.Text);
        Assert.True((await PythonReport.MakeAsync(Home, Cancellation)).IsWell);
    }

    private Task<PythonEnvironment> EnsureAsync(string? python, bool gpu = false) =>
        PythonEnvironment.EnsureAsync(new() { Backend = "tensorflow", Gpu = gpu, Home = Home, Python = python, Wheels = Wheels() }, _lines, Cancellation);

    private string Wheels() => Directory.Exists(_folder["wheels"]) ? _folder["wheels"] : SmallWheels.Write(_folder["wheels"]);

    private async Task<string> ErrorOf(string? python, bool gpu = false) => (await Assert.ThrowsAsync<PythonSetupException>(() => EnsureAsync(python, gpu))).Message;
}
