using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>
/// Repeating each pixel f times along an axis, then a transposed convolution of stride 1, is a transposed convolution of stride f of the small image: its
/// kernel is the sum of f shifted copies of the kernel. So are the two gradients; less than half of the multiplications remain for 3 taps and f = 2.
/// </summary>
internal static class UpsamplingIntoWindows
{
    public static Value? Try(Value value)
    {
        switch (value.Primitive)
        {
            case WindowsUp up when HasUnitSteps(up.Geometry) && Upsampled(value.Operands[0]) is var (small, factors):
                return Op.WindowsUp(small, Widen(value.Operands[1], factors), Wide(up.Geometry, factors), up.BigSize);
            case WindowsWeights weights when HasUnitSteps(weights.Geometry) && Upsampled(value.Operands[1]) is var (small, factors):
                return Narrow(Op.WindowsWeights(value.Operands[0], small, Wide(weights.Geometry, factors)), factors, value.Shape);
            case Sum sum when value.Operands[0] is { Primitive: Reshape } blocks && blocks.Operands[0] is { Primitive: WindowsDown down } image && HasUnitSteps(down.Geometry):
                return Blocks(image.Shape, blocks.Shape, sum.Axes) is { } sums
                    ? Op.Reshape(Op.WindowsDown(image.Operands[0], Widen(image.Operands[1], sums), Wide(down.Geometry, sums)), value.Shape)
                    : null;
            default:
                return null;
        }
    }

    private static bool HasUnitSteps(WindowGeometry geometry) => geometry.Strides.Concat(geometry.Dilations).All(step => step == 1);

    /// <summary>The image whose pixels are repeated, and how often along each axis.</summary>
    private static (Value Image, int[] Factors)? Upsampled(Value value)
    {
        if (value.Primitive is not Reshape || value.Operands[0] is not { Primitive: Broadcast } repeated || value.Rank < 3)
        {
            return null;
        }
        var source = repeated.Operands[0];
        var axes = new Dimensions([.. Enumerable.Range(1, value.Rank - 2).Select(axis => 2 * axis)]);
        if (Blocks(value.Shape, repeated.Shape, axes) is not { } factors || source.Rank != repeated.Rank || source.Shape.Product * factors.Aggregate(1, (x, y) => x * y) != value.Shape.Product
            || axes.Any(axis => source.Shape[axis] != 1))
        {
            return null;
        }
        var shape = value.Shape;
        for (int axis = 0; axis < factors.Length; axis++)
        {
            shape = shape.With(axis + 1, shape[axis + 1] / factors[axis]);
        }
        return (Op.Reshape(source, shape), factors);
    }

    /// <summary>How many pixels a block has along each axis of an image, when <paramref name="blocks"/> is its shape with each spatial axis split in two and <paramref name="axes"/> are those within blocks.</summary>
    private static int[]? Blocks(Dimensions image, Dimensions blocks, Dimensions axes)
    {
        int spatial = image.Rank - 2;
        if (blocks.Rank != 2 * spatial + 2 || blocks[0] != image[0] || blocks[-1] != image[-1] || !axes.SequenceEqual(Enumerable.Range(1, spatial).Select(axis => 2 * axis)))
        {
            return null;
        }
        var factors = new int[spatial];
        for (int axis = 0; axis < spatial; axis++)
        {
            factors[axis] = blocks[2 * axis + 2];
            if (blocks[2 * axis + 1] * factors[axis] != image[axis + 1])
            {
                return null;
            }
        }
        return factors;
    }

    private static WindowGeometry Wide(WindowGeometry geometry, int[] factors) => geometry with
    {
        Kernel = new([.. geometry.Kernel.Select((taps, axis) => taps + factors[axis] - 1)]),
        Strides = new(factors),
    };

    /// <summary>The sum of shifted copies.</summary>
    private static Value Widen(Value kernel, int[] factors)
    {
        for (int axis = 0; axis < factors.Length; axis++)
        {
            Value? sum = null;
            for (int shift = 0; shift < factors[axis]; shift++)
            {
                var none = Dimensions.Repeat(0, kernel.Rank);
                var copy = Op.Pad(kernel, none.With(axis, shift), none.With(axis, factors[axis] - 1 - shift));
                sum = sum is null ? copy : sum + copy;
            }
            kernel = sum!;
        }
        return kernel;
    }

    /// <summary>The other way: the sum of shifted parts.</summary>
    private static Value Narrow(Value wide, int[] factors, Dimensions shape)
    {
        for (int axis = 0; axis < factors.Length; axis++)
        {
            Value? sum = null;
            for (int shift = 0; shift < factors[axis]; shift++)
            {
                var part = Op.SliceAxis(wide, axis, shift, shape[axis]);
                sum = sum is null ? part : sum + part;
            }
            wide = sum!;
        }
        return wide;
    }
}
