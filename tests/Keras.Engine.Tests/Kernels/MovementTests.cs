using System.Numerics;
using Keras.Engine.Kernels;
using Keras.Testing;

namespace Keras.Engine.Tests.Kernels;

/// <summary>Copies with strides, gather and scatter-add against plain loops, in guarded memory.</summary>
public sealed unsafe class MovementTests
{
    public static TheoryData<int[], int[]> Transpositions => new()
    {
        { [5], [0] }, { [16, 33], [1, 0] }, { [784, 16], [1, 0] }, { [3, 5, 7], [2, 0, 1] }, { [3, 5, 7], [0, 2, 1] }, { [2, 3, 4, 5], [3, 2, 1, 0] },
        { [2, 16, 28, 3], [0, 2, 3, 1] }, { [2, 1, 9, 1], [2, 1, 0, 3] }, { [8, 8], [1, 0] }, { [4, 16, 10], [1, 0, 2] }, { [2, 0, 3], [2, 1, 0] }, { [], [] }, { [300, 200], [1, 0] },
    };

    [Theory]
    [MemberData(nameof(Transpositions))]
    public void Transposes(int[] shape, int[] permutation)
    {
        Check<float>(CopyShape.Transpose(shape, permutation), Length(shape), Length(shape));
        Check<double>(CopyShape.Transpose(shape, permutation), Length(shape), Length(shape));
    }

    [Fact]
    public void TransposesEveryMatrixUpTo20()
    {
        for (int rows = 1; rows <= 20; rows++)
        {
            for (int columns = 1; columns <= 20; columns++)
            {
                Check<float>(CopyShape.Transpose([rows, columns], [1, 0]), rows * columns, rows * columns);
                Check<double>(CopyShape.Transpose([rows, columns], [1, 0]), rows * columns, rows * columns);
            }
        }
    }

    [Theory]
    [InlineData(new[] { 10 }, new[] { 2 }, new[] { 4 }, new[] { 2 })]
    [InlineData(new[] { 6, 9 }, new[] { 1, 0 }, new[] { 3, 9 }, new[] { 2, 1 })]
    [InlineData(new[] { 6, 9, 4 }, new[] { 0, 3, 1 }, new[] { 6, 2, 3 }, new[] { 1, 3, 1 })]
    [InlineData(new[] { 3, 700, 40 }, new[] { 1, 5, 0 }, new[] { 2, 600, 40 }, new[] { 1, 1, 1 })]
    public void SlicesAndPlaces(int[] whole, int[] starts, int[] sizes, int[] steps)
    {
        Check<float>(CopyShape.Slice(whole, starts, sizes, steps), Length(whole), Length(sizes));
        Check<float>(CopyShape.Place(whole, starts, sizes, steps), Length(sizes), Length(whole));
        Check<double>(CopyShape.Slice(whole, starts, sizes, steps), Length(whole), Length(sizes));
    }

    [Theory]
    [InlineData(new[] { 1 }, new[] { 300 })]
    [InlineData(new[] { 5 }, new[] { 3, 5 })]
    [InlineData(new[] { 5, 1 }, new[] { 5, 70 })]
    [InlineData(new[] { 1, 4, 1, 3 }, new[] { 6, 4, 2, 3 })]
    [InlineData(new int[0], new[] { 40000 })]
    public void Broadcasts(int[] shape, int[] target)
    {
        Check<float>(CopyShape.Broadcast(shape, target), Length(shape), Length(target));
        Check<double>(CopyShape.Broadcast(shape, target), Length(shape), Length(target));
    }

    private static void Check<T>(CopyShape shape, int sourceLength, int destinationLength)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (Guard guard in new[] { Guard.Before, Guard.After })
        {
            using GuardedMemory<T> source = new(sourceLength, guard), destination = new(destinationLength, guard);
            Fill(source.Span);
            destination.Span.Fill(T.NegativeOne);
            T[] expected = destination.Span.ToArray();
            Copy(shape, 0, shape.SourceOffset, shape.DestinationOffset, source.Span, expected);
            StridedCopyKernel<T> kernel = new(shape);
            for (int task = kernel.TaskCount - 1; task >= 0; task--)
            {
                kernel.Run(task, source.Pointer, destination.Pointer);
            }

            Assert.True(destination.Span.SequenceEqual(expected));
        }
    }

    private static void Copy<T>(CopyShape shape, int axis, nint from, nint to, Span<T> source, T[] destination)
    {
        if (axis == shape.Axes.Length)
        {
            destination[to] = source[(int)from];
            return;
        }

        CopyAxis a = shape.Axes[axis];
        for (int i = 0; i < a.Size; i++)
        {
            Copy(shape, axis + 1, from + (i * a.Source), to + (i * a.Destination), source, destination);
        }
    }

    private static int Length(int[] shape) => shape.Aggregate(1, (product, size) => product * size);

    private static void Fill<T>(Span<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = T.CreateTruncating(i % 1021);
        }
    }
}
