using System.IO.Compression;
using System.Security.Cryptography;
using Keras.Core;
using NumSharp;

namespace Keras.Datasets.Tests;

public sealed class MnistTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheSampleIsTheBeginningOfTheTrainingSet()
    {
        var ((x_train, y_train), (x_test, y_test)) = Mnist.LoadSample();
        Assert.Equal([9000L, 28L, 28L], x_train.shape);
        Assert.Equal([9000L], y_train.shape);
        Assert.Equal([1000L, 28L, 28L], x_test.shape);
        Assert.Equal([1000L], y_test.shape);
        Assert.All(new[] { x_train, y_train, x_test, y_test }, array => Assert.Equal(typeof(byte), array.dtype));
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], y_train["0:10"].ToArray<byte>());
        // The digest of the first 10,000 images, and labels, of the original distribution.
        Assert.Equal("2f7182bf021ffc5c1f62db987487f14d899b5c639f421a80f3095affc09a7db2", Hash(x_train, x_test));
        Assert.Equal("2f345bad07338ec537641465e169cc4b7288a44244f251211c7f842641e7d927", Hash(y_train, y_test));
    }

    [Fact]
    public async Task LoadsKerassOwnFileFromTheServerAndThenFromTheCache()
    {
        string source = Path.Combine(_folder, "source.npz");
        Npz.Save(source, [new("x_test", Bytes(2, 28, 28)), new("x_train", Bytes(3, 28, 28)), new("y_train", Bytes(3)), new("y_test", Bytes(2))]);
        byte[] file = File.ReadAllBytes(source);
        var digest = new FileDigest(Convert.ToHexStringLower(SHA256.HashData(file)), OfContents: false);
        await using var server = new TestServer(TestServer.Files(new Dictionary<string, byte[]> { ["mnist.npz"] = file }));
        var cache = new DatasetCache(Path.Combine(_folder, "home", "datasets"), server.Address, TextWriter.Null, new());
        for (int i = 0; i < 2; i++)
        {
            var ((x_train, y_train), (x_test, y_test)) = Mnist.LoadData(cache, "own name.npz", digest, TestContext.Current.CancellationToken);
            Assert.Equal([3L, 28L, 28L], x_train.shape);
            Assert.Equal([3L], y_train.shape);
            Assert.Equal([2L, 28L, 28L], x_test.shape);
            Assert.Equal([2L], y_test.shape);
            Assert.Equal(7, (byte)x_train[0, 0, 1]);
        }
        Assert.Single(server.Requests);
        Assert.True(File.Exists(Path.Combine(_folder, "home", "datasets", "own name.npz")));
    }

    [Fact]
    public async Task FashionMnistLoadsItsFourFiles()
    {
        var files = WriteIdx(_folder, zipped: true);
        FileDigest[] digests = [.. IdxFolder.Names.Select(name => new FileDigest(Convert.ToHexStringLower(SHA256.HashData(files[name])), OfContents: true))];
        await using var server = new TestServer(TestServer.Files(IdxFolder.Names.ToDictionary(name => name + ".gz", name => File.ReadAllBytes(Path.Combine(_folder, name + ".gz")))));
        var cache = new DatasetCache(Path.Combine(_folder, "datasets"), server.Address, TextWriter.Null, new());
        for (int i = 0; i < 2; i++)
        {
            Check(FashionMnist.LoadData(cache, digests, TestContext.Current.CancellationToken));
        }
        Assert.Equal(IdxFolder.Names.Select(name => name + ".gz"), server.Requests);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(_folder, "datasets", "fashion-mnist")).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LoadsAFolderOfIdxFiles(bool zipped)
    {
        WriteIdx(_folder, zipped);
        Check(Mnist.LoadIdx(_folder));
        Check(FashionMnist.LoadIdx(_folder));
    }

    [Fact]
    public void SaysWhatTheFolderLacks()
    {
        string missing = Path.Combine(_folder, "none");
        Assert.Equal($"There is no folder '{missing}'. Expected one with the files train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, each with or without '.gz'.",
            Assert.Throws<DirectoryNotFoundException>(() => Mnist.LoadIdx(missing)).Message);
        WriteIdx(_folder, zipped: false);
        File.Delete(Path.Combine(_folder, "train-labels-idx1-ubyte"));
        File.Delete(Path.Combine(_folder, "t10k-images-idx3-ubyte"));
        Assert.StartsWith($"The folder '{_folder}' lacks train-labels-idx1-ubyte, t10k-images-idx3-ubyte (with or without '.gz').",
            Assert.Throws<FileNotFoundException>(() => Mnist.LoadIdx(_folder)).Message);
    }

    [Fact]
    public void SaysThatImagesAndLabelsDiffer()
    {
        WriteIdx(_folder, zipped: false);
        string labels = Path.Combine(_folder, "train-labels-idx1-ubyte");
        File.WriteAllBytes(labels, Idx(5));
        Assert.Equal($"'{Path.Combine(_folder, "train-images-idx3-ubyte")}' has 3 images and '{labels}' has 5 labels. Expected as many of the one as of the other: take both from the same distribution.",
            Assert.Throws<InvalidDataException>(() => Mnist.LoadIdx(_folder)).Message);
    }

    [Fact]
    public void SaysWhatIsWrongWithAFile()
    {
        string path = Path.Combine(_folder, "train-images-idx3-ubyte");
        byte[] good = Idx(3, 4, 5);
        Assert.Contains("it ends in the middle.", Refused(good[..^1]));
        Assert.Contains("it goes on after its last element.", Refused([.. good, 0]));
        Assert.Contains("it begins with 00 00 08 01 and not with 00 00 08 03.", Refused(Idx(60)));
        Assert.Contains("it begins with 3c 68 74 6d and not with 00 00 08 03.", Refused("<html>"u8.ToArray()));
        Assert.Contains("its header promises more elements than the file can hold.", Refused([0, 0, 8, 3, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 28, 0, 0, 0, 28]));
        Assert.Contains("its header promises more elements than the file can hold.", Refused(Zip([0, 0, 8, 3, 0, 1, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28])));
        Assert.StartsWith($"'{path}' is not a readable IDX file: ", Refused(Zip(good)[..^9]));
        Assert.EndsWith("Expected a file of the original MNIST format (bytes, 3 axes), gzipped or not: copy or download it again.", Refused([]));
        for (int length = 0; length < good.Length; length++)
        {
            Refused(good[..length]);
        }

        string Refused(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            return Assert.Throws<InvalidDataException>(() => IdxFile.Read(path, axes: 3)).Message;
        }
    }

    [Fact]
    public void OnlyTheNameOfAFileIsTaken()
    {
        var cache = new DatasetCache(_folder, new("http://127.0.0.1:1/"), TextWriter.Null, new());
        foreach (string path in new[] { "../mnist.npz", "a/mnist.npz", "/tmp/mnist.npz", ".." })
        {
            Assert.StartsWith($"path must be the name of a file in '{_folder}', without a folder; received '{path}'. The environment variable KERAS_HOME moves that folder.",
                Assert.Throws<ArgumentException>(() => Mnist.LoadData(cache, path, new("0", false), TestContext.Current.CancellationToken)).Message);
        }
    }

    [Fact]
    public void TheCacheIsThatOfKeras()
    {
        string? before = Environment.GetEnvironmentVariable("KERAS_HOME");
        try
        {
            Environment.SetEnvironmentVariable("KERAS_HOME", null);
            var cache = DatasetCache.Default();
            Assert.Equal(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".keras", "datasets"), cache.Folder);
            Assert.Equal("https://storage.googleapis.com/tensorflow/tf-keras-datasets/", cache.BaseAddress.ToString());
            Environment.SetEnvironmentVariable("KERAS_HOME", _folder);
            Assert.Equal(Path.Combine(_folder, "datasets"), DatasetCache.Default().Folder);
        }
        finally
        {
            Environment.SetEnvironmentVariable("KERAS_HOME", before);
        }
    }

    [Fact]
    public void TheDigestsOfFashionMnistAreThoseOfTheDistribution()
    {
        const string folder = "/usr/share/datasets/fashion-mnist";
        Assert.SkipUnless(Directory.Exists(folder), "The package dataset-fashion-mnist is not installed.");
        foreach (var (name, digest) in IdxFolder.Names.Zip(FashionMnist.Digests))
        {
            Assert.Null(digest.Mismatch(Path.Combine(folder, name + ".gz")));
        }
        var ((x_train, _), (_, y_test)) = FashionMnist.LoadIdx(folder);
        Assert.Equal([60000L, 28L, 28L], x_train.shape);
        Assert.Equal([10000L], y_test.shape);
    }

    private static void Check(((NDArray XTrain, NDArray YTrain) Train, (NDArray XTest, NDArray YTest) Test) data)
    {
        Assert.Equal([3L, 4L, 5L], data.Train.XTrain.shape);
        Assert.Equal([3L], data.Train.YTrain.shape);
        Assert.Equal([2L, 4L, 5L], data.Test.XTest.shape);
        Assert.Equal([2L], data.Test.YTest.shape);
        Assert.Equal(Enumerable.Range(0, 60).Select(i => (byte)(7 * i)), data.Train.XTrain.ToArray<byte>());
        Assert.Equal([0, 7], data.Test.YTest.ToArray<byte>());
    }

    /// <summary>Writes the four files and returns their contents.</summary>
    private static Dictionary<string, byte[]> WriteIdx(string folder, bool zipped)
    {
        var files = IdxFolder.Names.Zip(new[] { Idx(3, 4, 5), Idx(3), Idx(2, 4, 5), Idx(2) }).ToDictionary();
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, zipped ? name + ".gz" : name), zipped ? Zip(bytes) : bytes);
        }
        return files;
    }

    private static byte[] Idx(params byte[] shape) =>
        [0, 0, 8, (byte)shape.Length, .. shape.SelectMany(length => new byte[] { 0, 0, 0, length }), .. Sevens(shape.Aggregate(1, (product, length) => product * length))];

    private static NDArray Bytes(params int[] shape) => NDArrays.Wrap(Sevens(shape.Aggregate((product, length) => product * length)), new(shape));

    private static byte[] Sevens(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(7 * i))];

    private static byte[] Zip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(bytes);
        }
        return packed.ToArray();
    }

    private static string Hash(params NDArray[] arrays)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var array in arrays)
        {
            hash.AppendData(NDArrays.Bytes(array));
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
