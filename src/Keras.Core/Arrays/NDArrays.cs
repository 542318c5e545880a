using System.Runtime.InteropServices;
using NumSharp;

namespace Keras.Core;

/// <summary>What we need of NumSharp: making arrays over memory, reaching their memory, and its dtypes by Keras's names.</summary>
internal static class NDArrays
{
    /// <summary>A new array whose elements have no set values yet: fill <see cref="Elements"/>.</summary>
    public static unsafe NDArray Empty(KerasDType dtype, Dimensions shape)
    {
        var array = new NDArray(TypeCodeOf(dtype), ToShape(shape), fillZeros: false);
        HugePages.Expect(array.Unsafe.Storage.Address, checked((nuint)(array.size * array.dtypesize)));
        return array;
    }

    /// <summary>An array over the memory of <paramref name="elements"/> itself, row-major: later changes of the one are seen in the other.</summary>
    public static NDArray Wrap<T>(T[] elements, Dimensions shape) where T : unmanaged => new(elements, ToShape(shape));

    /// <summary>An array with a copy of <paramref name="elements"/>, row-major.</summary>
    public static NDArray Copy<T>(ReadOnlySpan<T> elements, Dimensions shape) where T : unmanaged
    {
        var array = Empty(DTypeOf<T>(), shape);
        elements[..shape.Product].CopyTo(Elements<T>(array));
        return array;
    }

    /// <summary>The elements of an array that lies row-major in one piece, to read and write. The array must be kept alive meanwhile.</summary>
    public static unsafe Span<T> Elements<T>(NDArray array) where T : unmanaged
    {
        if (!array.Shape.IsContiguous || DTypeOf(array.typecode) is not { } dtype || dtype != DTypeOf<T>())
        {
            throw new ArgumentException($"Expected a contiguous array of {DTypeOf<T>()}, received {NameOf(array.typecode)} with strides ({string.Join(", ", array.Shape.Strides)}).");
        }
        return new((T*)array.Unsafe.Storage.Address + array.Shape.Offset, checked((int)array.size));
    }

    /// <summary>The bytes of an array that lies row-major in one piece, to read and write. The array must be kept alive meanwhile.</summary>
    public static Span<byte> Bytes(NDArray array) => DTypeOf(array.typecode)?.Name switch
    {
        "float32" => MemoryMarshal.AsBytes(Elements<float>(array)),
        "float64" => MemoryMarshal.AsBytes(Elements<double>(array)),
        "int32" => MemoryMarshal.AsBytes(Elements<int>(array)),
        "int64" => MemoryMarshal.AsBytes(Elements<long>(array)),
        "uint8" => Elements<byte>(array),
        "bool" => MemoryMarshal.AsBytes(Elements<bool>(array)),
        _ => throw new ArgumentException($"Arrays of dtype {NameOf(array.typecode)} are not used here."),
    };

    public static Dimensions ShapeOf(NDArray array) => new([.. array.shape.Select(length => checked((int)length))]);

    /// <summary>The dtype of an array by its type code, or null where Keras's arrays have none such.</summary>
    public static KerasDType? DTypeOf(NPTypeCode code) => code switch
    {
        NPTypeCode.Single => KerasDType.Float32,
        NPTypeCode.Double => KerasDType.Float64,
        NPTypeCode.Int32 => KerasDType.Int32,
        NPTypeCode.Int64 => KerasDType.Int64,
        NPTypeCode.Byte => KerasDType.UInt8,
        NPTypeCode.Boolean => KerasDType.Bool,
        _ => (KerasDType?)null,
    };

    /// <summary>NumPy's name of a type code.</summary>
    public static string NameOf(NPTypeCode code) => DTypeOf(code)?.Name ?? code switch
    {
        NPTypeCode.SByte => "int8",
        NPTypeCode.Half => "float16",
        _ => code.ToString().ToLowerInvariant(),
    };

    public static NPTypeCode TypeCodeOf(KerasDType dtype) => dtype.Name switch
    {
        "float32" => NPTypeCode.Single,
        "float64" => NPTypeCode.Double,
        "int32" => NPTypeCode.Int32,
        "int64" => NPTypeCode.Int64,
        "uint8" => NPTypeCode.Byte,
        _ => NPTypeCode.Boolean,
    };

    private static KerasDType DTypeOf<T>() =>
        typeof(T) == typeof(float) ? KerasDType.Float32
        : typeof(T) == typeof(double) ? KerasDType.Float64
        : typeof(T) == typeof(int) ? KerasDType.Int32
        : typeof(T) == typeof(long) ? KerasDType.Int64
        : typeof(T) == typeof(byte) ? KerasDType.UInt8
        : typeof(T) == typeof(bool) ? KerasDType.Bool
        : throw new NotSupportedException($"There are no arrays of {typeof(T).Name} here.");

    private static Shape ToShape(Dimensions shape) => new([.. shape.Select(length => (long)length)]);
}
