using System.Buffers.Binary;
using System.IO.Compression;
using Keras.Core;
using NumSharp;

namespace Keras.Datasets;

/// <summary>
/// The file format of the original MNIST distribution, of bytes: a magic number (0, 0, 8, number of axes), the lengths of the
/// axes as big-endian 32-bit numbers, the elements.
/// </summary>
/// <remarks>Source: the section "FILE FORMATS FOR THE MNIST DATABASE" of yann.lecun.com/exdb/mnist.</remarks>
internal static class IdxFile
{
    /// <summary>gzip packs at most this many bytes into one.</summary>
    private const long HighestRatio = 1032;

    /// <summary>Reads a whole file, gzipped or plain, whatever it is called.</summary>
    /// <exception cref="InvalidDataException">The file is cut short, damaged or no such file; nothing larger than it can justify is allocated.</exception>
    public static NDArray Read(string path, int axes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return Read(file, axes);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"'{path}' is not a readable IDX file: {error.Message.TrimEnd('.')}. Expected a file of the original MNIST format (bytes, {axes} axes), gzipped or not: copy or download it again.", error);
        }
    }

    private static NDArray Read(Stream file, int axes)
    {
        Span<byte> start = stackalloc byte[2];
        bool zipped = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start[0] == 0x1F && start[1] == 0x8B;
        file.Position = 0;
        if (!zipped)
        {
            return Split(file, file.Length, axes, null)[0];
        }
        using var contents = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        return Split(contents, file.Length * HighestRatio, axes, null)[0];
    }

    /// <summary>Reads a file as one array, or as two: the first <paramref name="first"/> along the first axis, and the others.</summary>
    /// <param name="contents">The file, unpacked.</param>
    /// <param name="longest">How many bytes it can have at most.</param>
    /// <param name="axes">How many axes it must have.</param>
    /// <param name="first">How many go into the first array; null: all.</param>
    public static NDArray[] Split(Stream contents, long longest, int axes, int? first)
    {
        Span<byte> header = stackalloc byte[4 + 4 * axes];
        Fill(contents, header[..4]);
        if (header[0] != 0 || header[1] != 0 || header[2] != 8 || header[3] != axes)
        {
            throw new InvalidDataException($"it begins with {header[0]:x2} {header[1]:x2} {header[2]:x2} {header[3]:x2} and not with 00 00 08 {axes:x2}");
        }
        Fill(contents, header[4..]);
        var lengths = new int[axes];
        long total = 1;
        for (int axis = 0; axis < axes; axis++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(header[(4 + 4 * axis)..]);
            total *= length;
            if (length > int.MaxValue || total > Math.Min(int.MaxValue, longest))
            {
                throw new InvalidDataException("its header promises more elements than the file can hold");
            }
            lengths[axis] = (int)length;
        }
        int[] counts = first is { } count ? [count, lengths[0] - count] : [lengths[0]];
        var parts = Array.ConvertAll(counts, part => Part(contents, new Dimensions([part, .. lengths[1..]])));
        return contents.ReadByte() < 0 ? parts : throw new InvalidDataException("it goes on after its last element");
    }

    private static NDArray Part(Stream contents, Dimensions shape)
    {
        var array = NDArrays.Empty(KerasDType.UInt8, shape);
        Fill(contents, NDArrays.Elements<byte>(array));
        return array;
    }

    private static void Fill(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException("it ends in the middle");
        }
    }
}
