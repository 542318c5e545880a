namespace Keras.Engine.Kernels;

/// <summary>One axis of a strided copy: how many elements, and the distances between them on either side. A source stride of 0 repeats.</summary>
internal readonly record struct CopyAxis(int Size, nint Source, nint Destination);

/// <summary>The strided copy that moves elements between two arrays: axes, outermost first, and where the first element lies on either side.</summary>
internal sealed record CopyShape(CopyAxis[] Axes, nint SourceOffset = 0, nint DestinationOffset = 0)
{
    /// <summary>Row-major strides of a shape.</summary>
    public static nint[] Strides(ReadOnlySpan<int> shape)
    {
        nint[] strides = new nint[shape.Length];
        nint stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>Axis i of the result is axis <c>permutation[i]</c> of the operand.</summary>
    public static CopyShape Transpose(ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation)
    {
        nint[] source = Strides(shape);
        int[] target = new int[shape.Length];
        for (int axis = 0; axis < target.Length; axis++)
        {
            target[axis] = shape[permutation[axis]];
        }

        nint[] destination = Strides(target);
        CopyAxis[] axes = new CopyAxis[target.Length];
        for (int axis = 0; axis < axes.Length; axis++)
        {
            axes[axis] = new(target[axis], source[permutation[axis]], destination[axis]);
        }

        return new(axes);
    }

    /// <summary>Elements start, start + step, ... along each axis.</summary>
    public static CopyShape Slice(ReadOnlySpan<int> shape, ReadOnlySpan<int> starts, ReadOnlySpan<int> sizes, ReadOnlySpan<int> steps)
    {
        (CopyAxis[] axes, nint offset) = Part(shape, starts, sizes, steps, inSource: true);
        return new(axes, SourceOffset: offset);
    }

    /// <summary>
    /// The other way round: an operand of shape <paramref name="sizes"/> is put at start, start + step, ... of a result of shape <paramref name="target"/>. What lies
    /// between is left as it is. Serves padding (after a fill) and concatenation.
    /// </summary>
    public static CopyShape Place(ReadOnlySpan<int> target, ReadOnlySpan<int> starts, ReadOnlySpan<int> sizes, ReadOnlySpan<int> steps)
    {
        (CopyAxis[] axes, nint offset) = Part(target, starts, sizes, steps, inSource: false);
        return new(axes, DestinationOffset: offset);
    }

    /// <summary>Repeats axes of size 1, and adds axes in front.</summary>
    public static CopyShape Broadcast(ReadOnlySpan<int> shape, ReadOnlySpan<int> target)
    {
        nint[] source = Strides(shape), destination = Strides(target);
        CopyAxis[] axes = new CopyAxis[target.Length];
        int added = target.Length - shape.Length;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            bool repeated = axis < added || shape[axis - added] == 1;
            axes[axis] = new(target[axis], repeated ? 0 : source[axis - added], destination[axis]);
        }

        return new(axes);
    }

    private static (CopyAxis[] Axes, nint Offset) Part(ReadOnlySpan<int> whole, ReadOnlySpan<int> starts, ReadOnlySpan<int> sizes, ReadOnlySpan<int> steps, bool inSource)
    {
        nint[] wholeStrides = Strides(whole), partStrides = Strides(sizes);
        CopyAxis[] axes = new CopyAxis[whole.Length];
        nint offset = 0;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            nint stride = wholeStrides[axis] * steps[axis];
            offset += wholeStrides[axis] * starts[axis];
            axes[axis] = inSource ? new(sizes[axis], stride, partStrides[axis]) : new(sizes[axis], partStrides[axis], stride);
        }

        return (axes, offset);
    }
}
