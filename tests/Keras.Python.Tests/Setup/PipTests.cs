using System.Text;
using Keras.Datasets.Tests;
using Keras.Python.Setup;

namespace Keras.Python.Tests;

/// <summary>Packages come from an index or a folder; what cannot be installed is one message, and nothing changes.</summary>
[Collection("environments")]
public sealed class PipTests(MadeEnvironment made) : IDisposable
{
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";

    private readonly TemporaryFolder _folder = new();
    private readonly Lines _lines = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task InstallsFromAnIndex()
    {
        string wheel = "small-1.0-py3-none-any.whl";
        SmallWheels.Write(_folder.Path, "small", "1.0", "answer = 42\n");
        var files = new Dictionary<string, byte[]>
        {
            ["simple/small/"] = Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><body><a href=\"/data/files/{wheel}\">{wheel}</a></body></html>"),
            [$"files/{wheel}"] = File.ReadAllBytes(_folder[wheel]),
        };
        await using var server = new TestServer(TestServer.Files(files));
        using var index = new Variable("PIP_INDEX_URL", new Uri(server.Address, "simple/").ToString());
        // Somebody else's settings do not lead elsewhere.
        using var target = new Variable("PIP_TARGET", _folder["elsewhere"]);
        await InstallAsync("small==1.0", wheels: null);
        Assert.True(Pythons.Succeeds((await made.GetAsync()).Executable, "-c", "import small; assert small.answer == 42"));
        Assert.Contains("  Collecting small==1.0", _lines.Text);
        Assert.Equal(["simple/small/", $"files/{wheel}"], server.Requests);
    }

    [Fact]
    public async Task NoConnectionIsOneMessage()
    {
        using var index = new Variable("PIP_INDEX_URL", "http://127.0.0.1:9/simple/");
        using var retries = new Variable("PIP_RETRIES", "1");
        Assert.Equal("Keras cannot be installed: no connection to the Python package index. Check the network, set HTTPS_PROXY or PIP_INDEX_URL, or install from a folder of wheels by --wheels DIR.", await ErrorOf("other==1.0", null));
    }

    [Fact]
    public async Task AWheelForAnotherPlatformIsOneMessage()
    {
        SmallWheels.Write(_folder.Path, "other", "1.0", "", "cp39-cp39-win32");
        Assert.Equal("Keras cannot be installed: there is no build of other==1.0 for this system and this Python where packages come from. Name another Python by --python, or another folder by --wheels.", await ErrorOf("other==1.0", _folder.Path));
    }

    [Fact]
    public async Task APackageThatIsNotTheLockedOneIsRefused()
    {
        SmallWheels.Write(_folder.Path, "other", "1.0", "");
        Assert.Equal("Keras cannot be installed: a package is not the one that was locked: its SHA-256 differs. Look at where packages come from (index, proxy, folder of wheels), and try again.", await ErrorOf($"other==1.0 --hash=sha256:{Zeros}", _folder.Path));
    }

    [Fact]
    public void EveryListNamesExactVersions()
    {
        foreach (string backend in (string[])["jax", "tensorflow", "torch"])
        {
            foreach (bool gpu in (bool[])[false, true])
            {
                var list = Requirements.For(new() { Backend = backend, Gpu = gpu }, new(3, 13, 0));
                Assert.Contains("keras==3.15.1", list.Exact);
                Assert.Equal(list.Exact.Count(), list.Text.Split('\n').Count(line => line.Length > 0 && line[0] != '#'));
            }
        }
    }

    private async Task InstallAsync(string list, string? wheels) =>
        await Pip.InstallAsync((await made.GetAsync()).Executable, new(list, "", list.Contains("--hash", StringComparison.Ordinal)), wheels, _lines, TestContext.Current.CancellationToken);

    private async Task<string> ErrorOf(string list, string? wheels) => (await Assert.ThrowsAsync<PythonSetupException>(() => InstallAsync(list, wheels))).Message;
}
