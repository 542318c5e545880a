using System.Numerics;
using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Fusion;
using Keras.Engine.Kernels;
using Keras.Engine.Layout;
using Keras.Engine.Planning;

namespace Keras.Engine.Lowering;

/// <summary>
/// A convolution, the elementwise work on its result, and the max pooling that alone reads it: each task computes rows of the convolution in scratch memory, the region
/// over them, and pools them while they are in the cache, so that the large image is never stored. What the pooling leaves out is not computed.
/// </summary>
internal static unsafe class PooledWindowsOperation<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // What a task keeps of the large image at most, if the pooling does not need more; nor has it more rows than a task of the convolution alone.
    private const int PartBytes = 64 * 1024;

    /// <summary>The operation, or <c>null</c> when windows of the pooling meet, or lie in padding, or when images are cut along more axes than their rows.</summary>
    public static Operation<T>? Of(Value convolution, Region region, WindowGeometry pooling, Value? elements, Value? places)
    {
        var big = region.Results[0];
        if (InLanes.Unwrap(convolution.Primitive) is not WindowsDown down || MatMulOperation<T>.IsProduct(convolution) || pooling.SpatialRank > 2 || big.Shape != convolution.Shape || !PoolingOperation<T>.IsSideBySide(pooling))
        {
            return null;
        }
        var small = (elements ?? places)!;
        var poolShape = WindowsOperation<T>.Shape(pooling, big.Shape, small.Shape);
        int rowBytes = checked(poolShape.Width.Big * poolShape.BigChannels * poolShape.Lanes * sizeof(T));
        int stride = poolShape.Height.Stride;
        var windowsShape = WindowsOperation<T>.Shape(down.Geometry, convolution.Operands[0].Shape, convolution.Shape);
        int alone = (new WindowsKernel<T>(windowsShape, WindowsDirection.Down).RowsPerTask + stride - 1) / stride;
        int poolRows = Math.Clamp(PartBytes / Math.Max(rowBytes * stride, 1), 1, alone);
        var windows = new WindowsKernel<T>(windowsShape, WindowsDirection.Down, rowsPerTask: poolRows * stride);
        var pool = new MaxPoolKernel<T>(poolShape, poolRows);
        double nanoseconds = WindowsOperation<T>.Nanoseconds(convolution.Operands[1].Shape, convolution.Shape) + region.Nanoseconds + PoolingOperation<T>.Nanoseconds(small.Shape, pooling);
        nint partBytes = (windows.LongestPart * sizeof(T) + 63) / 64 * 64;
        string name = $"WindowsDown {convolution.Operands[0].Shape} to {convolution.Shape}, {region}, {PoolingOperation<T>.Name(places)} to {small.Shape}";
        return new(name, [.. convolution.Operands, .. region.Operands().Where(operand => operand != convolution)], [.. new[] { elements, places }.OfType<Value>()], placement =>
        {
            T* images = placement[convolution.Operands[0]], weights = placement[convolution.Operands[1]];
            T* to = elements is null ? null : placement[elements], at = places is null ? null : placement[places];
            var program = RegionCompiler<T>.Compile(region, placement, inParts: convolution, resultInParts: true);
            return new Step(
                name, pool.TaskCount, nanoseconds,
                (task, scratch) =>
                {
                    int rows = windows.TaskOf(pool.PlaceOf(task));
                    var (start, length) = windows.Part(rows);
                    T* part = (T*)scratch, rest = (T*)(scratch + partBytes);
                    windows.Run(rows, images, weights, part - start, rest);
                    program.Run(start, length, rest, part);
                    pool.Run(task, part - start, to, at);
                },
                partBytes + Math.Max(windows.ScratchLength * sizeof(T), program.ScratchBytes));
        });
    }
}
