using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;
using Keras.Engine.Layout;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>Convolutions down and up, and the partial sums of their kernels' gradients, on images in lanes or in rows.</summary>
internal static unsafe class WindowsOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static Operation<T>? Of(Value value, Region? region = null) => InLanes.Unwrap(value.Primitive) switch
    {
        WindowsDown down => Product(value, region, down.Geometry, WindowsDirection.Down, value.Operands[0].Shape, value.Shape),
        WindowsUp up => Product(value, region, up.Geometry, WindowsDirection.Up, value.Shape, value.Operands[0].Shape),
        KernelParts parts => Parts(value, parts.Geometry),
        _ => null,
    };

    private static Operation<T> Product(Value value, Region? region, WindowGeometry geometry, WindowsDirection direction, Dimensions big, Dimensions small)
    {
        var kernel = new WindowsKernel<T>(Shape(geometry, big, small), direction);
        return ProductOperation<T>.Of(value, region, new(
            $"Windows{direction} {value.Operands[0].Shape} to {value.Shape}", kernel.TaskCount, Nanoseconds(value.Operands[1].Shape, small), kernel.ScratchLength * sizeof(T),
            kernel.Part, (task, images, weights, result, scratch) => kernel.Run(task, (T*)images, (T*)weights, (T*)result, (T*)scratch)));
    }

    private static Operation<T> Parts(Value value, WindowGeometry geometry)
    {
        var (big, small) = (value.Operands[0], value.Operands[1]);
        var kernel = new WindowsWeightsKernel<T>(Shape(geometry, big.Shape, small.Shape));
        string name = $"WindowsWeights {big.Shape} by {small.Shape}";
        return new(name, value.Operands, [value], placement =>
        {
            T* bigImages = placement[big], smallImages = placement[small], parts = placement[value];
            return new Step(name, kernel.TaskCount, Nanoseconds(value.Shape, small.Shape), (task, scratch) => kernel.Run(task, bigImages, smallImages, parts, (T*)scratch), kernel.ScratchLength * sizeof(T));
        });
    }

    /// <summary>
    /// The partial sums of a kernel's gradient from the gradient of a max pooling, which is scattered on the way: the image that <paramref name="scattered"/> would be is
    /// never stored. <c>null</c> where windows of the pooling may meet, or images have no lanes.
    /// </summary>
    public static Operation<T>? OfScattered(Value parts, Value scattered)
    {
        if (parts.Primitive is not KernelParts { Geometry: { Groups: 1, SpatialRank: <= 2 } geometry } || InLanes.Unwrap(scattered.Primitive) is not PoolScatter { Geometry: var pooling }
            || parts.Operands[1].Shape != scattered.Shape || !PoolingOperation<T>.IsSideBySide(pooling))
        {
            return null;
        }
        var (big, gradient, places) = (parts.Operands[0], scattered.Operands[0], scattered.Operands[1]);
        var shape = Shape(geometry, big.Shape, scattered.Shape);
        if (shape.Lanes == 1)
        {
            return null;
        }
        var kernel = new WindowsWeightsKernel<T>(shape, pooling: Shape(pooling, scattered.Shape, gradient.Shape));
        string name = $"WindowsWeights {big.Shape} by PoolScatter {gradient.Shape} to {scattered.Shape}";
        return new(name, [big, gradient, places], [parts], placement =>
        {
            T* bigImages = placement[big], small = placement[gradient], at = placement[places], to = placement[parts];
            return new Step(name, kernel.TaskCount, Nanoseconds(parts.Shape, scattered.Shape), (task, scratch) => kernel.Run(task, bigImages, small, to, (T*)scratch, at), kernel.ScratchLength * sizeof(T));
        });
    }

    public static int PartCount(WindowGeometry geometry, Dimensions big, Dimensions small) => new WindowsWeightsKernel<T>(Shape(geometry, big, small)).Partials;

    /// <summary>Of a product of each element of the kernel with one small channel everywhere, at 30 multiply-adds a nanosecond.</summary>
    public static double Nanoseconds(Dimensions kernel, Dimensions small) => (double)kernel.Product * small.Product / kernel[-1] / 30;

    /// <summary>The kernels' view of the images: up to three spatial axes, the missing ones in front.</summary>
    public static WindowsShape Shape(WindowGeometry geometry, Dimensions big, Dimensions small)
    {
        int spatial = geometry.SpatialRank;
        if (spatial > 3)
        {
            throw new InvalidOperationException($"Windows: expected at most 3 spatial axes, received {spatial}.");
        }
        WindowAxis Axis(int number)
        {
            int axis = number - (3 - spatial);
            return axis < 0
                ? WindowAxis.None
                : new(big[axis + 1], small[axis + 1], geometry.Kernel[axis], geometry.Strides[axis], geometry.Dilations[axis], geometry.Before[axis]);
        }
        bool inLanes = big.Rank == spatial + 3;
        return new(big[0], Axis(0), Axis(1), Axis(2), big[spatial + 1], small[spatial + 1], inLanes ? big[-1] : 1, geometry.Groups);
    }
}
