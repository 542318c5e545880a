using System.Numerics;
using System.Numerics.Tensors;
using NumSharp;

namespace Keras.Core;

/// <summary>Makes views of the arrays that programs hold.</summary>
internal static class ArrayViews
{
    private const string Supported = "Expected elements of type float32, float64, int32, int64, uint8 or bool";

    public static ArrayView Of(NDArray array)
    {
        var dtype = NDArrays.DTypeOf(array.typecode)
            ?? throw new ArgumentException($"An NDArray of dtype {NDArrays.NameOf(array.typecode)} cannot be used as data. {Supported}: convert it first, for instance with array.astype(np.float32).");
        var memory = new ElementMemory.OfNDArray(array);
        var shape = array.Shape;
        return Strided(dtype, ToDimensions(shape.Dimensions), shape.Strides, memory, shape.Offset);
    }

    public static ArrayView Of<T>(Tensor<T> tensor, KerasDType dtype) where T : unmanaged
    {
        var shape = ToDimensions([.. tensor.Lengths.ToArray().Select(length => (long)length)]);
        long[] strides = [.. tensor.Strides.ToArray().Select(stride => (long)stride)];
        return Strided(dtype, shape, strides, new ElementMemory.OfTensor<T>(tensor), 0);
    }

    /// <summary>A view of a plain, multi-dimensional or jagged array.</summary>
    public static ArrayView Of(Array array)
    {
        if (array is Array[] nested)
        {
            return OfJagged(nested);
        }
        var shape = ShapeOf(array);
        return Strided(DTypeOf(array), shape, RowMajor(shape), new ElementMemory.OfArray(array), 0);
    }

    /// <summary>The distances between neighbours of an array that is stored row by row.</summary>
    public static long[] RowMajor(Dimensions shape)
    {
        var strides = new long[shape.Rank];
        long stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }

    private static ArrayView Strided(KerasDType dtype, Dimensions shape, long[] strides, ElementMemory memory, long offset) => dtype.Name switch
    {
        "float32" => new StridedView<float>(dtype, shape, strides, memory, offset),
        "float64" => new StridedView<double>(dtype, shape, strides, memory, offset),
        "int32" => new StridedView<int>(dtype, shape, strides, memory, offset),
        "int64" => new StridedView<long>(dtype, shape, strides, memory, offset),
        _ => new StridedView<byte>(dtype, shape, strides, memory, offset),
    };

    private static ArrayView OfJagged(Array[] nested)
    {
        var leaves = new List<Array>();
        var outer = new List<int>();
        Array? first = null;
        Collect(nested, 0);
        var shape = new Dimensions([.. outer, .. first is null ? [] : ShapeOf(first).Span]);
        // Without any innermost array there is no element to tell the dtype by; nor is one ever read.
        var dtype = first is null ? KerasDType.Float32 : DTypeOf(first);
        var all = leaves.ToArray();
        int length = first?.Length ?? 0;
        return dtype.Name switch
        {
            "float32" => new JaggedView<float>(dtype, shape, all, length),
            "float64" => new JaggedView<double>(dtype, shape, all, length),
            "int32" => new JaggedView<int>(dtype, shape, all, length),
            "int64" => new JaggedView<long>(dtype, shape, all, length),
            _ => new JaggedView<byte>(dtype, shape, all, length),
        };

        void Collect(Array[] arrays, int depth)
        {
            if (depth == outer.Count)
            {
                if (first is not null)
                {
                    throw Ragged("a part that holds arrays where the first holds elements");
                }
                outer.Add(arrays.Length);
            }
            else if (outer[depth] != arrays.Length)
            {
                throw Ragged($"{arrays.Length} parts where the first has {outer[depth]}");
            }
            foreach (var array in arrays)
            {
                if (array is null)
                {
                    throw Ragged("a part that is null");
                }
                if (array is Array[] deeper)
                {
                    Collect(deeper, depth + 1);
                    continue;
                }
                first ??= array;
                if (depth != outer.Count - 1 || array.GetType() != first.GetType() || ShapeOf(array) != ShapeOf(first))
                {
                    throw Ragged($"a part of shape {ShapeOf(array)} where the first has {ShapeOf(first)}");
                }
                leaves.Add(array);
            }
        }

        static ArgumentException Ragged(string found) =>
            new($"An array of arrays must have parts of equal shapes to be used as data; found {found}. Pad the shorter ones.");
    }

    private static Dimensions ShapeOf(Array array)
    {
        var lengths = new int[array.Rank];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            lengths[axis] = array.GetLength(axis);
        }
        return new(lengths);
    }

    private static KerasDType DTypeOf(Array array)
    {
        var element = array.GetType().GetElementType()!;
        return element == typeof(float) ? KerasDType.Float32
            : element == typeof(double) ? KerasDType.Float64
            : element == typeof(int) ? KerasDType.Int32
            : element == typeof(long) ? KerasDType.Int64
            : element == typeof(byte) ? KerasDType.UInt8
            : element == typeof(bool) ? KerasDType.Bool
            : throw new ArgumentException($"An array of {element.Name} cannot be used as data. {Supported} (float, double, int, long, byte, bool).");
    }

    private static Dimensions ToDimensions(long[] lengths)
    {
        foreach (long length in lengths)
        {
            if (length > int.MaxValue)
            {
                throw new ArgumentException($"An array of shape ({string.Join(", ", lengths)}) cannot be used as data: no axis may be longer than {int.MaxValue}. Use a slice of it.");
            }
        }
        return new([.. lengths.Select(length => (int)length)]);
    }
}
