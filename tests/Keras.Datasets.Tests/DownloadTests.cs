using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Keras.Datasets.Tests;

public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Body = RandomBytes(200_000);
    private static readonly FileDigest Digest = new(Hash(Body), OfContents: false);
    private readonly string _folder = Directory.CreateTempSubdirectory("datasets").FullName;
    private readonly StringWriter _output = new();

    private string Target => Path.Combine(_folder, "data.bin");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task DownloadsOnceAndKeepsTheFile()
    {
        await using var server = new TestServer(TestServer.Whole(Body));
        Assert.Equal(Target, Find(server.Address));
        Assert.Equal(Target, Find(server.Address));
        Assert.Equal(["remote.bin"], server.Requests);
        Assert.Equal(Body, File.ReadAllBytes(Target));
        AssertNothingElse();
    }

    [Fact]
    public async Task TellsProgressAsKerasDoes()
    {
        await using var server = new TestServer(TestServer.Whole(Body));
        Find(server.Address);
        string bar = new('━', 20);
        string text = _output.ToString();
        Assert.StartsWith($"Downloading data from {server.Address}remote.bin{_output.NewLine}\r\u001b[1m", text);
        string end = text[(text.LastIndexOf('\r') + 1)..];
        Assert.Matches($"^{Regex.Escape($"\u001b[1m200000/200000\u001b[0m \u001b[32m{bar}\u001b[0m\u001b[37m\u001b[0m \u001b[1m0s\u001b[0m ")}\\d+us/step *\n$", end);
    }

    [Fact]
    public async Task AFileOfUnknownLengthIsCounted()
    {
        await using var server = new TestServer(TestServer.OfUnknownLength(Body));
        Find(server.Address);
        Assert.Contains("/Unknown \u001b[1m0s\u001b[0m", _output.ToString());
        Assert.EndsWith(_output.NewLine, _output.ToString());
        Assert.Equal(Body, File.ReadAllBytes(Target));
    }

    [Fact]
    public void AFileInTheCacheNeedsNoNetwork()
    {
        File.WriteAllBytes(Target, Body);
        Assert.Equal(Target, Find(Unreachable()));
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task AnotherFileInTheCacheIsReplaced()
    {
        File.WriteAllBytes(Target, Body[1..]);
        await using var server = new TestServer(TestServer.Whole(Body));
        Find(server.Address);
        Assert.StartsWith($"A local file was found, but it seems to be incomplete or outdated because its SHA-256 does not match the original value of {Digest.Sha256} so we will re-download the data.{_output.NewLine}Downloading", _output.ToString());
        Assert.Equal(Body, File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task ABrokenTransferIsTriedAgain()
    {
        await using var server = new TestServer(TestServer.BrokenOff(Body, 70_000), TestServer.BrokenOff(Body, 0), TestServer.Whole(Body));
        Find(server.Address);
        Assert.Equal(3, server.Requests.Count);
        Assert.Matches(@"\nthe transfer broke off \(.+\); trying again \(1 of 3\)\r?\n", _output.ToString());
        Assert.Contains("; trying again (2 of 3)", _output.ToString());
        Assert.Equal(Body, File.ReadAllBytes(Target));
        AssertNothingElse();
    }

    [Fact]
    public async Task AWrongFileIsDeletedAndTriedAgain()
    {
        await using var server = new TestServer(TestServer.Whole(Body[1..]), TestServer.Whole(Body));
        Find(server.Address);
        Assert.Equal(2, server.Requests.Count);
        Assert.Contains($"\nwhat came is not the expected file: SHA-256 {Hash(Body[1..])} instead of {Digest.Sha256}; trying again (1 of 3)", _output.ToString());
        AssertNothingElse();
    }

    [Fact]
    public async Task AFileThatStaysWrongIsExplained()
    {
        await using var server = new TestServer(TestServer.Whole(Body[1..]));
        var error = Refused(server.Address);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal($"The set is not at hand and cannot be downloaded from {server.Address}remote.bin: what came is not the expected file: SHA-256 {Hash(Body[1..])} instead of {Digest.Sha256}.", error.Reason);
        Assert.Equal($"{error.Reason} Put the file into '{_folder}' as 'data.bin', or give a folder with the four IDX files of the original distribution to LoadIdx.", error.Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task AWrongFileInTheCacheStaysWhenNothingBetterComes()
    {
        File.WriteAllBytes(Target, [1, 2, 3]);
        await using var server = new TestServer(TestServer.Status("404 Not Found"));
        Refused(server.Address);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
        AssertNothingElse();
    }

    [Fact]
    public async Task WhatIsNotThereIsNotTriedAgain()
    {
        await using var server = new TestServer(TestServer.Status("404 Not Found"));
        Assert.Contains($"cannot be downloaded from {server.Address}remote.bin: the server answered 404 (Not Found).", Refused(server.Address).Reason);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ABusyServerIsAskedAgain()
    {
        await using var server = new TestServer(TestServer.Status("503 Service Unavailable"), TestServer.Status("429 Too Many Requests"), TestServer.Whole(Body));
        Find(server.Address);
        Assert.Equal(3, server.Requests.Count);
        Assert.Contains("the server answered 503 (Service Unavailable); trying again (1 of 3)", _output.ToString());
    }

    [Fact]
    public async Task AStalledTransferIsTriedAgainAndExplained()
    {
        await using var server = new TestServer(TestServer.Stalling(Body, 100_000), TestServer.Silent);
        Assert.Contains("remote.bin: nothing came for 0.2 seconds.", Refused(server.Address).Reason);
        Assert.Equal(4, server.Requests.Count);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task AnEndlessFileIsNotReadToItsEnd()
    {
        await using var server = new TestServer(TestServer.OfUnknownLength(RandomBytes(2_000_000)));
        Assert.Contains("what comes is longer than 1,000,000 bytes and so not the expected file.", Refused(server.Address).Reason);
        Assert.Single(server.Requests);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task ATransferThatBrokeOffGoesOnWhereItStopped()
    {
        await using var server = new TestServer(TestServer.From(Body, 70_000), TestServer.From(Body, 120_000), TestServer.From(Body, Body.Length));
        string target = Path.Combine(_folder, "kept.bin");
        var patience = Patience with { Retries = 1, KeepsPart = true };
        await Assert.ThrowsAsync<TransferException>(() => new Downloader(_output, patience).DownloadAsync(new(server.Address, "remote.bin"), target, Digest, TestContext.Current.CancellationToken));
        Assert.Equal(120_000, new FileInfo(target + ".part").Length);
        await new Downloader(_output, patience).DownloadAsync(new(server.Address, "remote.bin"), target, Digest, TestContext.Current.CancellationToken);
        Assert.Equal(Body, File.ReadAllBytes(target));
        Assert.False(File.Exists(target + ".part"));
    }

    [Fact]
    public async Task AServerThatCannotGoOnGivesTheWholeFileAgain()
    {
        await using var server = new TestServer(TestServer.BrokenOff(Body, 70_000), TestServer.Whole(Body));
        string target = Path.Combine(_folder, "kept.bin");
        await new Downloader(_output, Patience with { Retries = 1, KeepsPart = true }).DownloadAsync(new(server.Address, "remote.bin"), target, Digest, TestContext.Current.CancellationToken);
        Assert.Equal(Body, File.ReadAllBytes(target));
    }

    [Fact]
    public void NoConnectionIsOneError()
    {
        var address = Unreachable();
        Assert.Matches($"^The set is not at hand and cannot be downloaded from {address}remote.bin: no connection to 127.0.0.1:{address.Port} \\(.+\\)\\.$", Refused(address).Reason);
        Assert.DoesNotContain("trying again", _output.ToString());
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task NoConnectionInTimeIsOneError()
    {
        // A server that never answers the greeting of an encrypted connection: the connection does not come about.
        await using var server = new TestServer(TestServer.Silent);
        var address = new UriBuilder(server.Address) { Scheme = "https" }.Uri;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.EndsWith($"no connection to {address.Authority} within 0.3 seconds.", Refused(address).Reason);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.2, 5);
        Assert.DoesNotContain("trying again", _output.ToString());
    }

    [Fact]
    public void PatienceWithConnectionsIsThreeSeconds() => Assert.Equal(3, new DownloadOptions().ConnectTimeout.TotalSeconds);

    [Fact]
    public async Task SeveralAtOnceDoNotDisturbEachOther()
    {
        await using var server = new TestServer(TestServer.Whole(Body));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                string path = new DatasetCache(_folder, server.Address, TextWriter.Null, Patience).Find("The set", "data.bin", "remote.bin", Digest, TestContext.Current.CancellationToken);
                Assert.Equal(Body, File.ReadAllBytes(path));
            }
        })));
        AssertNothingElse();
    }

    [Fact]
    public async Task CancellationLeavesNothingBehind()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new TestServer(async (stream, path, stop) =>
        {
            await TestServer.BrokenOff(Body, 50_000)(stream, path, stop);
            cancel.CancelAfter(50);
            await Task.Delay(Timeout.Infinite, stop);
        });
        var cache = Cache(server.Address) with { Options = Patience with { StallTimeout = TimeSpan.FromSeconds(30) } };
        Assert.ThrowsAny<OperationCanceledException>(() => cache.Find("The set", "data.bin", "remote.bin", Digest, cancel.Token));
        Assert.Single(server.Requests);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task AFolderThatCannotBeWrittenToIsOneError()
    {
        await using var server = new TestServer(TestServer.Whole(Body));
        string file = Path.Combine(_folder, "in the way");
        File.WriteAllText(file, "");
        var cache = Cache(server.Address) with { Folder = Path.Combine(file, "datasets") };
        var error = Assert.Throws<DatasetUnavailableException>(() => cache.Find("The set", "data.bin", "remote.bin", Digest, TestContext.Current.CancellationToken));
        Assert.StartsWith($"The set cannot be kept at '{Path.Combine(file, "datasets", "data.bin")}': ", error.Reason);
        Assert.EndsWith("Make room there or let the folder be written to, name another one in the environment variable KERAS_HOME, or give a folder with the four IDX files of the original distribution to LoadIdx.", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void DigestsOfContentsLookIntoTheArchive()
    {
        string path = Path.Combine(_folder, "data.gz");
        using (var zip = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest))
        {
            zip.Write(Body);
        }
        var digest = new FileDigest(Hash(Body), OfContents: true);
        Assert.Null(digest.Mismatch(path));
        Assert.Equal($"SHA-256 {Hash(Body)} when unpacked", (digest with { Sha256 = "0" }).Mismatch(path));
        File.WriteAllBytes(path, Body);
        Assert.Equal("no gzip file, or a damaged one", digest.Mismatch(path));
    }

    private static DownloadOptions Patience { get; } = new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(0.3),
        StallTimeout = TimeSpan.FromSeconds(0.2),
        Pause = TimeSpan.FromMilliseconds(1),
        LongestFile = 1_000_000,
    };

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>An address where nobody listens.</summary>
    private static Uri Unreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/data/");
    }

    private DatasetCache Cache(Uri address) => new(_folder, address, _output, Patience);

    private string Find(Uri address) => Cache(address).Find("The set", "data.bin", "remote.bin", Digest, TestContext.Current.CancellationToken);

    private DatasetUnavailableException Refused(Uri address)
    {
        var error = Assert.Throws<DatasetUnavailableException>(() => Find(address));
        Assert.DoesNotContain('\n', error.Message);
        return error;
    }

    private void AssertNothingElse() => Assert.Equal([Target], Directory.GetFiles(_folder));
}
