using System.IO.Compression;
using System.Text;
using Keras.Core;
using NumSharp;

namespace Keras.Core.Tests.Arrays;

public sealed class NpzTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("npz").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    public void ReadsWhatNumPyWrote(string file)
    {
        var arrays = Npz.Load(FileOf(file));
        Assert.Equal(["f4", "layers/dense/vars/0", "i4", "i8", "u1", "b", "empty", "scalar", "fortran", "big", "text/ü"], arrays.Keys);
        Check([0.1257302165031433f, -0.13210485875606537f, 0.6404226422309875f, 0.10490011423826218f, -0.5356693863868713f, 0.3615950644016266f], "f4", 2, 3);
        Check(new double[] { 0, 1, 2, 3, 4, 5 }, "layers/dense/vars/0", 3, 2);
        Check([-1, int.MaxValue], "i4", 2);
        Check([long.MinValue], "i8");
        Check(new byte[] { 0, 1, 2, 3, 4 }, "u1", 5);
        Check([true, false], "b", 2, 1);
        Check(Array.Empty<float>(), "empty", 0, 4);
        Check([2.5f], "scalar");
        Check([0, 1, 2, 3, 4, 5], "fortran", 2, 3);
        Check([1.5f, -2f], "big", 2);
        Check([7L], "text/ü", 1);

        void Check<T>(T[] elements, string name, params long[] shape) where T : unmanaged
        {
            var array = arrays[name];
            Assert.Equal(typeof(T), array.dtype);
            Assert.Equal(shape, array.shape);
            Assert.Equal(elements, array.ToArray<T>());
        }
    }

    [Fact]
    public void ReadsItsOwnAndSoDoesNumSharp()
    {
        string path = Path.Combine(_folder, "own.npz");
        var saved = Npz.Load(FileOf("stored.npz"));
        saved["view"] = np.arange(24).reshape(4, 6)["::-2, 1:4"].T;
        Npz.Save(path, saved);
        var loaded = Npz.Load(path);
        Assert.Equal(saved.Keys, loaded.Keys);
        foreach (var (name, array) in saved)
        {
            Assert.Equal(array.dtype, loaded[name].dtype);
            Assert.Equal(array.shape, loaded[name].shape);
            Assert.True(np.array_equal(array, loaded[name]), name);
        }
        using var other = np.load_npz(path);
        Assert.True(np.array_equal(saved["f4"], other["f4"]));
        Assert.True(np.array_equal(saved["layers/dense/vars/0"], other["layers/dense/vars/0"]));
        using var archive = ZipFile.OpenRead(path);
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
        Assert.All(archive.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    [Fact]
    public void WritesTheBytesThatNumPyWrites()
    {
        using var archive = ZipFile.OpenRead(FileOf("stored.npz"));
        var arrays = Npz.Load(FileOf("stored.npz"));
        foreach (string name in new[] { "f4", "layers/dense/vars/0", "i4", "i8", "u1", "b", "empty", "scalar" })
        {
            using var expected = new MemoryStream();
            using (var entry = archive.GetEntry(name + ".npy")!.Open())
            {
                entry.CopyTo(expected);
            }
            using var written = new MemoryStream();
            Core.Npy.Write(written, arrays[name]);
            Assert.Equal(expected.ToArray(), written.ToArray());
        }
    }

    [Fact]
    public void AWriteThatFailsLeavesTheOldFile()
    {
        string path = Path.Combine(_folder, "kept.npz");
        Npz.Save(path, [new("a", np.arange(3))]);
        var error = Assert.Throws<ArgumentException>(() => Npz.Save(path, [new("a", np.arange(4)), new("b", np.array("text"))]));
        Assert.Equal("An array of dtype char cannot be saved. Expected float32, float64, int32, int64, uint8 or bool: convert it first, for instance with array.astype(np.float32).", error.Message);
        Assert.Equal([0L, 1L, 2L], Npz.Load(path)["a"].ToArray<long>());
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void SaysWhereItCannotWrite()
    {
        string path = Path.Combine(_folder, "missing", "a.npz");
        var error = Assert.Throws<IOException>(() => Npz.Save(path, []));
        Assert.StartsWith($"Cannot write '{path}': ", error.Message);
        Assert.EndsWith("Nothing was changed. Choose a folder that exists, may be written to and has room.", error.Message);
    }

    [Fact]
    public void SaysWhatIsWrong()
    {
        Assert.Contains("entry 'a.npy': its dtype '<c16' is not one of float32, float64, int32, int64, uint8, bool.", Refused(FileOf("complex.npz")));
        Assert.Contains("entry 'a.npy': its dtype '|O' ", Refused(FileOf("pickled.npz")));
        string text = Path.Combine(_folder, "text.npz");
        File.WriteAllText(text, "<html>not found</html>");
        Assert.StartsWith($"'{text}' is not a readable npz file: ", Refused(text));
        Assert.EndsWith("Expected a file written by numpy.savez or by this library: copy, download or write it again.", Refused(text));
        Assert.Contains("entry 'a.txt': it is not an array (.npy).", Refused(Archive(("a.txt", "x"u8.ToArray()))));
        Assert.Contains("entry 'a.npy': it does not begin as an array of NumPy's format, version 1 to 3.", Refused(Archive(("a.npy", "12345678901234567890"u8.ToArray()))));
        Assert.Contains("entry 'a.npy': it ends in the middle.", Refused(Archive(("a.npy", [0x93]))));
        Assert.Contains("entry 'a.npy': it is there twice.", Refused(Archive(("a.npy", Npy("(1,)", 4)), ("a.npy", Npy("(1,)", 4)))));
        Assert.Contains("its shape (2,) of float32 needs 8 bytes, and only 7 are there.", Refused(Archive(("a.npy", Npy("(2,)", 7)))));
        Assert.Contains("is too large: an array may have 2 GiB.", Refused(Archive(("a.npy", Npy("(65536, 65536, 65536)", 4)))));
        Assert.Contains("its shape (99999999999) is too large.", Refused(Archive(("a.npy", Npy("(99999999999)", 4)))));
        Assert.Contains("its header is not understood: {'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }.", Refused(Archive(("a.npy", Npy("(-1,)", 4)))));
        Assert.Contains("it has 33 axes, and no more than 32 are expected.", Refused(Archive(("a.npy", Npy($"({string.Join(", ", Enumerable.Repeat(1, 33))})", 4)))));
        Assert.Contains("its header is 60000 bytes long, and no more than 10000 are expected.", Refused(Archive(("a.npy", [0x93, .. "NUMPY"u8, 1, 0, 0x60, 0xEA]))));
        Assert.Throws<FileNotFoundException>(() => Npz.Load(Path.Combine(_folder, "none.npz")));
    }

    [Fact]
    public void ADamagedElementIsNoticed()
    {
        byte[] bytes = File.ReadAllBytes(FileOf("stored.npz"));
        byte[] element = BitConverter.GetBytes(0.1257302165031433f);
        int at = bytes.AsSpan().IndexOf(element);
        bytes[at] ^= 1;
        var error = Assert.Throws<InvalidDataException>(() => Npz.Load(new MemoryStream(bytes), "damaged.npz"));
        Assert.Contains("'damaged.npz' is not a readable npz file, entry 'f4.npy': ", error.Message);
        Assert.Contains("checksum", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    public void HostileBytesGiveOneKindOfError(string file)
    {
        byte[] original = File.ReadAllBytes(FileOf(file));
        var random = new System.Random(7);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int refused = 0, tries = 0;
        for (int length = 0; length < original.Length; length += 5)
        {
            Try(original[..length]);
        }
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = [.. original];
            for (int change = 0; change <= i % 3; change++)
            {
                bytes[random.Next(bytes.Length)] = i % 2 == 0 ? (byte)255 : (byte)random.Next(256);
            }
            Try(bytes);
        }
        Assert.InRange(refused, tries / 2, tries);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / tries, 0, 2_000_000);

        void Try(byte[] bytes)
        {
            tries++;
            try
            {
                Npz.Load(new MemoryStream(bytes), file);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
    }

    private static string FileOf(string name) => Path.Combine(AppContext.BaseDirectory, "Arrays", "Files", name);

    private static string Refused(string path) => Assert.Throws<InvalidDataException>(() => Npz.Load(path)).Message;

    private string Archive(params (string Name, byte[] Bytes)[] entries)
    {
        string path = Path.Combine(_folder, $"{Guid.NewGuid():N}.npz");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var stream = archive.CreateEntry(name).Open();
            stream.Write(bytes);
        }
        return path;
    }

    private static byte[] Npy(string shape, int dataLength)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header, .. new byte[dataLength]];
    }
}
