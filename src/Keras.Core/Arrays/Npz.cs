using System.IO.Compression;
using NumSharp;

namespace Keras.Core;

/// <summary>
/// NumPy's file format of several named arrays (<c>.npz</c>): a ZIP archive with one <c>.npy</c> an array, stored or deflated.
/// </summary>
internal static class Npz
{
    /// <summary>Deflate packs at most this many bytes into one: what claims to hold more is damaged, or made to harm.</summary>
    private const long HighestRatio = 1032;

    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads all arrays, in the order of the file. Names may hold slashes.</summary>
    /// <exception cref="InvalidDataException">The file is cut short, damaged, or no such archive; nothing larger than the file can justify is allocated.</exception>
    public static Dictionary<string, NDArray> Load(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return Load(stream, path);
    }

    /// <summary>Reads all arrays of an archive in a stream that can be sought in.</summary>
    /// <param name="stream">The archive.</param>
    /// <param name="name">What error messages call it.</param>
    public static Dictionary<string, NDArray> Load(Stream stream, string name)
    {
        var arrays = new Dictionary<string, NDArray>();
        string part = "";
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            CheckSizes(archive, stream.Length);
            foreach (var entry in archive.Entries)
            {
                part = $", entry '{entry.FullName}'";
                if (!entry.FullName.EndsWith(".npy", StringComparison.Ordinal))
                {
                    throw new InvalidDataException("it is not an array (.npy)");
                }
                if (!arrays.TryAdd(entry.FullName[..^4], Read(entry)))
                {
                    throw new InvalidDataException("it is there twice");
                }
            }
        }
        // What the archive and its streams throw when bytes make no sense, beside InvalidDataException.
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"'{name}' is not a readable npz file{part}: {error.Message.TrimEnd('.')}. Expected a file written by numpy.savez or by this library: copy, download or write it again.", error);
        }
        return arrays;
    }

    /// <summary>Writes arrays as NumPy's <c>np.savez</c> does, beside the place, and renames the file.</summary>
    /// <exception cref="IOException">The file cannot be written; an old one is still there.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, NDArray>> arrays) => AtomicFile.Write(path, stream => Save(stream, arrays));

    /// <summary>Writes arrays into a stream.</summary>
    public static void Save(Stream stream, IEnumerable<KeyValuePair<string, NDArray>> arrays)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, array) in arrays)
        {
            var entry = archive.CreateEntry(name + ".npy", CompressionLevel.NoCompression);
            entry.LastWriteTime = Timestamp;
            using var contents = entry.Open();
            Npy.Write(contents, array);
        }
    }

    /// <summary>Entries may not lie over each other, nor claim to hold more than their bytes can.</summary>
    private static void CheckSizes(ZipArchive archive, long length)
    {
        long total = 0;
        foreach (var entry in archive.Entries)
        {
            if (entry.CompressedLength > length || (total += entry.CompressedLength) > length || entry.Length > (entry.CompressedLength + 1) * HighestRatio)
            {
                throw new InvalidDataException($"entry '{entry.FullName}' claims to hold more than the file does");
            }
        }
    }

    private static NDArray Read(ZipArchiveEntry entry)
    {
        using var contents = new CheckedStream(entry.Open());
        var array = Npy.Read(contents, entry.Length);
        contents.CopyTo(Stream.Null);
        return contents.Checksum == entry.Crc32 ? array : throw new InvalidDataException("its checksum is wrong");
    }

    /// <summary>Computes the checksum of what is read: the archive itself compares it with nothing.</summary>
    private sealed class CheckedStream(Stream inner) : Stream
    {
        public uint Checksum { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            int count = inner.Read(buffer);
            Checksum = Crc32.Append(Checksum, buffer[..count]);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
