using System.Numerics;
using Keras.Engine.Kernels;
using Keras.Testing;

namespace Keras.Engine.Tests.Kernels;

/// <summary>Max pooling, its scatter and its gather against their definition, with equal elements and NaN among them.</summary>
public sealed unsafe class PoolingTests
{
    private static readonly (WindowAxis Height, WindowAxis Width)[] Axes =
    [
        (new(4, 2, 2, Stride: 2), new(6, 3, 2, Stride: 2)),
        (new(7, 3, 2, Stride: 2), new(9, 4, 3, Stride: 2)),
        (new(5, 5, 3, Before: 1), new(6, 6, 3, Before: 1)),
        (new(5, 3, 2, Stride: 2, Before: 0), new(3, 2, 2, Stride: 2, Before: 1)),
        (new(7, 3, 2, Stride: 3), new(8, 2, 3, Stride: 3, Dilation: 2)),
    ];

    public static TheoryData<int, int, int> Cases
    {
        get
        {
            TheoryData<int, int, int> cases = [];
            for (int axes = 0; axes < Axes.Length; axes++)
            {
                foreach ((int channels, int lanes) in new[] { (1, 1), (3, 1), (16, 1), (21, 1), (1, 16), (2, 8), (3, 4) })
                {
                    cases.Add(axes, channels, lanes);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EqualTheirDefinition(int axes, int channels, int lanes)
    {
        WindowsShape s = new(2, WindowAxis.None, Axes[axes].Height, Axes[axes].Width, channels, channels, lanes);
        Check<float>(s, Guard.Before);
        Check<float>(s, Guard.After);
        Check<double>(s, Guard.After);
    }

    [Fact]
    public void ChannelsThatDifferAreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new MaxPoolKernel<float>(new(1, WindowAxis.None, WindowAxis.None, WindowAxis.None, 2, 3, 1)));
        Assert.StartsWith("Pooling keeps the channels: received 2 big and 3 small ones.", error.Message);
    }

    private static void Check<T>(WindowsShape s, Guard guard)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Random random = new(7);
        int bigLength = (int)s.BigLength * s.Images, smallLength = (int)s.SmallLength * s.Images;
        using GuardedMemory<T> big = new(bigLength, guard), small = new(smallLength, guard), places = new(smallLength, guard), gathered = new(smallLength, guard);
        using GuardedMemory<T> gradient = new(smallLength, guard), scattered = new(bigLength, guard);
        foreach (ref T value in big.Span)
        {
            value = random.Next(40) == 0 ? T.NaN : random.Next(40) == 0 ? T.NegativeInfinity : T.CreateTruncating(random.Next(4));
        }

        foreach (ref T value in gradient.Span)
        {
            value = T.CreateTruncating(random.Next(1, 9));
        }

        MaxPoolKernel<T> pool = new(s);
        PoolScatterKernel<T> scatter = new(s);
        PoolGatherKernel<T> gather = new(s);
        for (int task = 0; task < pool.TaskCount; task++)
        {
            pool.Run(task, big.Pointer, small.Pointer, places.Pointer);
        }

        for (int task = 0; task < scatter.TaskCount; task++)
        {
            scatter.Run(task, gradient.Pointer, places.Pointer, scattered.Pointer);
        }

        for (int task = 0; task < gather.TaskCount; task++)
        {
            gather.Run(task, big.Pointer, places.Pointer, gathered.Pointer);
        }

        T[] expectedScatter = new T[bigLength];
        for (int i = 0; i < smallLength; i++)
        {
            (int place, int at, T largest) = Largest(s, big.Span, i);
            Assert.Equal(largest, small.Span[i]);
            Assert.Equal(largest, gathered.Span[i]);
            Assert.Equal(T.CreateTruncating(place), places.Span[i]);
            expectedScatter[at] += gradient.Span[i];
        }

        Assert.Equal(expectedScatter, scattered.Span.ToArray());

        T[] values = small.Span.ToArray(), numbers = places.Span.ToArray();
        small.Span.Clear();
        places.Span.Clear();
        for (int task = 0; task < pool.TaskCount; task++)
        {
            pool.Run(task, big.Pointer, small.Pointer, null);
            pool.Run(task, big.Pointer, null, places.Pointer);
        }

        Assert.Equal(values, small.Span.ToArray());
        Assert.Equal(numbers, places.Span.ToArray());
    }

    // The first largest element of the window of small element i: tap, index in the big image, value.
    private static (int Place, int At, T Value) Largest<T>(WindowsShape s, Span<T> big, int i)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int run = s.BigChannels * s.Lanes, inner = i % run, column = i / run % s.Width.Small, row = i / run / s.Width.Small % s.Height.Small, image = i / (int)s.SmallLength;
        (int Place, int At, T Value) best = (-1, -1, default);
        for (int ky = 0; ky < s.Height.Kernel; ky++)
        {
            for (int kx = 0; kx < s.Width.Kernel; kx++)
            {
                int y = s.Height.Position(row, ky), x = s.Width.Position(column, kx);
                if (y < 0 || y >= s.Height.Big || x < 0 || x >= s.Width.Big)
                {
                    continue;
                }

                int at = (((((image * s.Height.Big) + y) * s.Width.Big) + x) * run) + inner;
                if (best.At < 0 || big[at] > best.Value || (T.IsNaN(big[at]) && !T.IsNaN(best.Value)))
                {
                    best = ((ky * s.Width.Kernel) + kx, at, big[at]);
                }
            }
        }

        return best;
    }
}
