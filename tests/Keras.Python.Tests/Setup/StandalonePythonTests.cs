using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Keras.Datasets.Tests;
using Keras.Python.Setup;

namespace Keras.Python.Tests;

/// <summary>A standalone Python is downloaded, checked and unpacked: here a small archive from a server of this machine.</summary>
[Collection("environments")]
public sealed class StandalonePythonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lines _lines = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task IsDownloadedOnce()
    {
        byte[] archive = Archive();
        await using var server = new TestServer(TestServer.Whole(archive));
        using var mirror = new Variable("KERAS_PYTHON_MIRROR", server.Address.ToString());
        string interpreter = await EnsureAsync(archive);
        Assert.Equal(Path.Combine(_folder.Path, "cpython-3.12.6", "python", "bin", "python3"), interpreter);
        Assert.Equal("a stand-in", File.ReadAllText(interpreter));
        Assert.Equal(interpreter, await EnsureAsync(archive));
        Assert.Equal(["20240909/cpython-3.12.6%2B20240909-test-install_only_stripped.tar.gz"], server.Requests);
        Assert.Contains("Unpacking Python 3.12.6", _lines.Text);
    }

    [Fact]
    public async Task ABrokenDownloadGoesOnWhereItStopped()
    {
        byte[] archive = Archive();
        await using var server = new TestServer(TestServer.From(archive, archive.Length / 2), TestServer.From(archive, archive.Length));
        using var mirror = new Variable("KERAS_PYTHON_MIRROR", server.Address.ToString());
        Assert.True(File.Exists(await EnsureAsync(archive)));
        Assert.Equal([0, archive.Length / 2], server.Starts);
        Assert.Contains("trying again", _lines.Text);
    }

    [Fact]
    public async Task AnotherFileIsRefused()
    {
        byte[] archive = Archive();
        await using var server = new TestServer(TestServer.Whole([.. archive, 0]));
        using var mirror = new Variable("KERAS_PYTHON_MIRROR", server.Address.ToString());
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => EnsureAsync(archive));
        Assert.Contains("what came is not the expected file: SHA-256 ", error.Message);
        Assert.EndsWith("check the network or HTTPS_PROXY, or name a mirror in the environment variable KERAS_PYTHON_MIRROR.", error.Message);
        Assert.False(Directory.Exists(_folder["cpython-3.12.6"]));
    }

    [Fact]
    public async Task AProxyIsUsed()
    {
        byte[] archive = Archive();
        await using var server = new TestServer(TestServer.Whole(archive));
        using var mirror = new Variable("KERAS_PYTHON_MIRROR", "http://python.invalid/data");
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(new Uri(server.Address.GetLeftPart(UriPartial.Authority)));
        try
        {
            Assert.True(File.Exists(await EnsureAsync(archive)));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task WhatAnEarlierCallBeganIsGoneOnWith()
    {
        byte[] archive = Archive();
        File.WriteAllBytes(_folder["cpython-3.12.6.tar.gz.part"], archive[..^10]);
        await using var server = new TestServer(TestServer.From(archive, archive.Length));
        using var mirror = new Variable("KERAS_PYTHON_MIRROR", server.Address.ToString());
        Assert.True(File.Exists(await EnsureAsync(archive)));
        Assert.Equal([archive.Length - 10], server.Starts);
        Assert.Equal([_folder["cpython-3.12.6"]], PythonEnvironment.Clean(_folder.Path));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task AnUnpackingThatWasInterruptedIsDoneAnew()
    {
        byte[] archive = Archive();
        await using var server = new TestServer(TestServer.Whole(archive));
        using var mirror = new Variable("KERAS_PYTHON_MIRROR", server.Address.ToString());
        string interpreter = await EnsureAsync(archive);
        File.WriteAllText(_folder["cpython-3.12.6/autoencoders.json"], "{}");
        File.WriteAllText(interpreter, "cut");
        Assert.Equal("a stand-in", File.ReadAllText(await EnsureAsync(archive)));
    }

    [Fact]
    public async Task AnArchiveWithoutPythonIsRefused()
    {
        byte[] archive = Archive("python/readme");
        await using var server = new TestServer(TestServer.Whole(archive));
        using var mirror = new Variable("KERAS_PYTHON_MIRROR", server.Address.ToString());
        var error = await Assert.ThrowsAsync<PythonSetupException>(() => EnsureAsync(archive));
        Assert.EndsWith("cannot be unpacked: there is no 'python/bin/python3' in it. Run it again, or install Python 3.11 to 3.14 and name it by --python.", error.Message);
    }

    [Fact]
    public async Task AnArchiveThatClimbsOutIsRefused()
    {
        byte[] archive = Archive("../outside");
        await using var server = new TestServer(TestServer.Whole(archive));
        using var mirror = new Variable("KERAS_PYTHON_MIRROR", server.Address.ToString());
        await Assert.ThrowsAsync<IOException>(() => EnsureAsync(archive));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!, "outside"));
        Assert.False(File.Exists(_folder["outside"]));
    }

    [Fact]
    public void EveryPlatformHasADigestOfItsOwn()
    {
        var build = StandaloneBuild.ForThisMachine();
        Assert.Equal(64, build.Sha256.Length);
        Assert.StartsWith("https://github.com/astral-sh/python-build-standalone/releases/download/20240909/cpython-3.12.6%2B20240909-", build.Address.ToString().Replace("+", "%2B", StringComparison.Ordinal));
    }

    private static byte[] Archive(string name = "python/bin/python3")
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("a stand-in"u8.ToArray()) });
        }
        return bytes.ToArray();
    }

    private Task<string> EnsureAsync(byte[] archive) =>
        StandalonePython.EnsureAsync(_folder.Path, new("test", "test", Convert.ToHexStringLower(SHA256.HashData(archive))), _lines, TestContext.Current.CancellationToken);
}
