using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NumSharp;

namespace Keras.Core;

/// <summary>
/// NumPy's file format of one array (<c>.npy</c>, versions 1 to 3): a header, then the elements. Every dtype that Keras's
/// arrays have, of either byte order, row- or column-major.
/// </summary>
/// <remarks>Source: NumPy's <c>numpy.lib.format</c>.</remarks>
internal static partial class Npy
{
    private const int LongestHeader = 10_000;
    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>Reads one array.</summary>
    /// <param name="stream">Stands at the array's beginning.</param>
    /// <param name="available">How many bytes the stream can still give: nothing larger is allocated.</param>
    /// <exception cref="InvalidDataException">The bytes are no such array, or end too early.</exception>
    public static NDArray Read(Stream stream, long available)
    {
        var (dtype, bigEndian, columnMajor, shape, headerLength) = ReadHeader(stream);
        long needed = SizeOf(dtype);
        foreach (int length in shape)
        {
            needed *= length;
            if (needed > int.MaxValue)
            {
                throw new InvalidDataException($"its shape {shape} of {dtype} is too large: an array may have 2 GiB");
            }
        }
        if (needed > available - headerLength)
        {
            throw new InvalidDataException($"its shape {shape} of {dtype} needs {needed} bytes, and only {Math.Max(0, available - headerLength)} are there");
        }
        var array = NDArrays.Empty(dtype, columnMajor ? new Dimensions([.. shape.Reverse()]) : shape);
        for (long done = 0; done < needed;)
        {
            done += ReadPart(stream, array, done);
        }
        if (bigEndian)
        {
            ReverseBytes(array);
        }
        if (dtype == KerasDType.Bool)
        {
            foreach (ref byte value in NDArrays.Bytes(array))
            {
                value = value == 0 ? (byte)0 : (byte)1;
            }
        }
        return columnMajor ? array.T : array;
    }

    /// <summary>Writes one array as NumPy's <c>np.save</c> does.</summary>
    public static void Write(Stream stream, NDArray array)
    {
        if (NDArrays.DTypeOf(array.typecode) is not { } dtype)
        {
            throw new ArgumentException($"An array of dtype {NDArrays.NameOf(array.typecode)} cannot be saved. Expected float32, float64, int32, int64, uint8 or bool: convert it first, for instance with array.astype(np.float32).");
        }
        string header = $"{{'descr': '{CodeOf(dtype)}', 'fortran_order': False, 'shape': {NDArrays.ShapeOf(array)}, }}";
        // Data begin at a multiple of 64, after magic, version, length of the header, header and a line break.
        header = header.PadRight((header.Length + 11 + 63) / 64 * 64 - 11) + "\n";
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        stream.Write(Magic);
        stream.Write([1, 0]);
        stream.Write(length);
        stream.Write(Encoding.Latin1.GetBytes(header));
        stream.Write(NDArrays.Bytes(array.Shape.IsContiguous ? array : array.copy('C')));
    }

    /// <summary>The dtypes' codes in NumPy's headers, for instance <c>&lt;f4</c>.</summary>
    private static string CodeOf(KerasDType dtype) => dtype.Name switch
    {
        "float32" => "<f4",
        "float64" => "<f8",
        "int32" => "<i4",
        "int64" => "<i8",
        "uint8" => "|u1",
        _ => "|b1",
    };

    private static (KerasDType DType, bool BigEndian, bool ColumnMajor, Dimensions Shape, long HeaderLength) ReadHeader(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        Fill(stream, start);
        if (!start[..6].SequenceEqual(Magic) || start[6] is < 1 or > 3)
        {
            throw new InvalidDataException("it does not begin as an array of NumPy's format, version 1 to 3");
        }
        Span<byte> lengthBytes = stackalloc byte[start[6] == 1 ? 2 : 4];
        Fill(stream, lengthBytes);
        uint length = start[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > LongestHeader)
        {
            throw new InvalidDataException($"its header is {length} bytes long, and no more than {LongestHeader} are expected");
        }
        var bytes = new byte[length];
        Fill(stream, bytes);
        string header = Encoding.Latin1.GetString(bytes);
        var match = Header().Match(header);
        if (!match.Success)
        {
            throw new InvalidDataException($"its header is not understood: {header.Trim()}");
        }
        string code = match.Groups["descr"].Value;
        string type = code.Length > 1 ? code[1..] : "";
        KerasDType dtype = type switch
        {
            "f4" => KerasDType.Float32,
            "f8" => KerasDType.Float64,
            "i4" => KerasDType.Int32,
            "i8" => KerasDType.Int64,
            "u1" => KerasDType.UInt8,
            "b1" => KerasDType.Bool,
            _ => throw new InvalidDataException($"its dtype '{code}' is not one of float32, float64, int32, int64, uint8, bool"),
        };
        var shape = new List<int>();
        foreach (string part in match.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            shape.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int axis)
                ? axis
                : throw new InvalidDataException($"its shape ({match.Groups["shape"].Value}) is too large"));
        }
        if (shape.Count > 32)
        {
            throw new InvalidDataException($"it has {shape.Count} axes, and no more than 32 are expected");
        }
        return (dtype, code[0] == '>', match.Groups["fortran"].Value == "True" && shape.Count > 1, new([.. shape]), start.Length + lengthBytes.Length + length);
    }

    private static int SizeOf(KerasDType dtype) => CodeOf(dtype)[2] - '0';

    private static void Fill(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException("it ends in the middle");
        }
    }

    private static int ReadPart(Stream stream, NDArray array, long done)
    {
        var bytes = NDArrays.Bytes(array)[(int)done..];
        bytes = bytes[..Math.Min(bytes.Length, 1 << 20)];
        Fill(stream, bytes);
        return bytes.Length;
    }

    private static void ReverseBytes(NDArray array)
    {
        var bytes = NDArrays.Bytes(array);
        int size = array.itemsize;
        for (int i = 0; i < bytes.Length; i += size)
        {
            bytes.Slice(i, size).Reverse();
        }
    }

    [GeneratedRegex(@"^\s*\{\s*'descr'\s*:\s*'(?<descr>[<>|=][a-zA-Z][0-9]{0,4})'\s*,\s*'fortran_order'\s*:\s*(?<fortran>True|False)\s*,\s*'shape'\s*:\s*\((?<shape>[0-9, ]*)\)\s*,?\s*\}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Header();
}
