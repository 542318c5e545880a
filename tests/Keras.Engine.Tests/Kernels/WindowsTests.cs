using System.Numerics;
using Keras.Engine.Kernels;
using Keras.Testing;

namespace Keras.Engine.Tests.Kernels;

/// <summary>Convolutions down, up, and their kernel gradients against the definition in double precision, in guarded memory.</summary>
public sealed unsafe class WindowsTests
{
    private static readonly WindowsShape[] Shapes =
    [
        Flat(1, new(5, 3, 3), new(6, 4, 3), 1, 1),
        Flat(2, new(28, 28, 3, Before: 1), new(28, 28, 3, Before: 1), 1, 8),
        Flat(2, new(9, 9, 3, Before: 1), new(7, 7, 3, Before: 1), 16, 4),
        Flat(3, new(14, 14, 3, Before: 1), new(14, 14, 3, Before: 1), 8, 1),
        Flat(1, new(14, 7, 3, Stride: 2, Before: 0), new(14, 7, 3, Stride: 2, Before: 0), 5, 6),
        Flat(2, new(14, 7, 3, Stride: 2, Before: 1), new(13, 7, 3, Stride: 2, Before: 1), 3, 9),
        Flat(1, new(15, 5, 4, Stride: 3), new(16, 5, 4, Stride: 3, Before: 0), 2, 5),
        Flat(1, new(8, 4, 1, Stride: 2), new(9, 3, 2, Stride: 4), 3, 3),
        Flat(1, new(11, 7, 3, Dilation: 2), new(12, 12, 3, Dilation: 2, Before: 2), 4, 7),
        Flat(2, new(6, 1, 6), new(6, 1, 6), 4, 8),
        Flat(1, new(2, 2, 5, Before: 2), new(1, 1, 5, Before: 2), 2, 4),
        Flat(1, new(5, 5, 3, Before: 1), new(6, 6, 3, Before: 1), 6, 4) with { Groups = 2 },
        Flat(1, new(5, 5, 3, Before: 1), new(6, 6, 3, Before: 1), 6, 12) with { Groups = 6 },
        Flat(2, new(9, 7, 3), new(45, 45, 3, Before: 1), 2, 21),
        Flat(1, new(6, 6, 3, Before: 1), new(9, 5, 3, Stride: 2, Before: 1), 18, 37),
        Flat(1, new(5, 5, 3, Before: 1), new(6, 6, 3, Before: 1), 40, 34) with { Groups = 2 },
        Flat(1, new(9, 9, 3, Before: 1), new(10, 10, 3, Before: 1), 32, 3),
        Flat(1, new(9, 9, 3, Before: 1), new(10, 5, 3, Stride: 2, Before: 1), 3, 48),
        Flat(2, new(5, 5, 1), new(30, 30, 1), 70, 5),
        Flat(1, new(7, 7, 3, Before: 1), new(9, 9, 3, Before: 1), 48, 6) with { Groups = 3 },
        Flat(20, new(3, 2, 2), new(3, 2, 2), 2, 3),
        Flat(1, new(3, 5, 1, Before: 1), new(4, 7, 2, Before: 2), 3, 5),
        new(2, new(4, 3, 2), new(5, 3, 3, Stride: 2, Before: 1), new(6, 6, 3, Before: 1), 3, 5, 1),
        new(1, WindowAxis.None, WindowAxis.None, new(20, 10, 4, Stride: 2, Before: 1), 3, 2, 1),
    ];

    public static TheoryData<int, int> Cases
    {
        get
        {
            TheoryData<int, int> cases = [];
            for (int shape = 0; shape < Shapes.Length; shape++)
            {
                foreach (int lanes in new[] { 1, 4, 8, 16 })
                {
                    cases.Add(shape, lanes);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void DownUpAndWeightsEqualTheirDefinition(int shape, int lanes)
    {
        Check<float>(Shapes[shape] with { Lanes = lanes }, 3e-7);
        Check<double>(Shapes[shape] with { Lanes = lanes }, 1e-14);
        Check<float>(Shapes[shape] with { Lanes = lanes }, 3e-7, width: 16);
    }

    private static WindowsShape Flat(int images, WindowAxis height, WindowAxis width, int bigChannels, int smallChannels) =>
        new(images, WindowAxis.None, height, width, bigChannels, smallChannels, 1);

    private static void Check<T>(WindowsShape s, double tolerance, int? width = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int bigLength = (int)(s.Images * s.BigLength), smallLength = (int)(s.Images * s.SmallLength);
        foreach (Guard guard in new[] { Guard.Before, Guard.After })
        {
            using GuardedMemory<T> big = Random<T>(bigLength, 1, guard), small = Random<T>(smallLength, 2, guard), kernel = Random<T>(s.KernelLength, 3, guard);
            double[] expectedBig = new double[bigLength], expectedSmall = new double[smallLength], expectedKernel = new double[s.KernelLength];
            Define(s, big.Pointer, small.Pointer, kernel.Pointer, expectedBig, expectedSmall, expectedKernel);

            using GuardedMemory<T> down = Random<T>(smallLength, 4, guard), up = Random<T>(bigLength, 4, guard), weights = Random<T>(s.KernelLength, 4, guard);
            WindowsKernel<T> downKernel = new(s, WindowsDirection.Down, width), upKernel = new(s, WindowsDirection.Up, width);
            using GuardedMemory<T> turned = new(Math.Max(downKernel.ScratchLength, upKernel.ScratchLength), guard);
            for (int task = downKernel.TaskCount - 1; task >= 0; task--)
            {
                downKernel.Run(task, big.Pointer, kernel.Pointer, down.Pointer, turned.Pointer);
            }

            for (int task = upKernel.TaskCount - 1; task >= 0; task--)
            {
                upKernel.Run(task, small.Pointer, kernel.Pointer, up.Pointer, turned.Pointer);
            }

            WindowsWeightsKernel<T> weightsKernel = new(s, width);
            using GuardedMemory<T> partials = Random<T>((int)weightsKernel.PartialsLength, 5, guard), scratch = new(weightsKernel.ScratchLength, guard);
            for (int task = weightsKernel.TaskCount - 1; task >= 0; task--)
            {
                weightsKernel.Run(task, big.Pointer, small.Pointer, partials.Pointer, scratch.Pointer);
            }

            weightsKernel.Combine(partials.Pointer, weights.Pointer);
            Compare(expectedSmall, down.Span, tolerance, "down");
            Compare(expectedBig, up.Span, tolerance, "up");
            Compare(expectedKernel, weights.Span, 5 * tolerance, "weights");
        }
    }

    private static void Define<T>(WindowsShape s, T* big, T* small, T* kernel, double[] expectedBig, double[] expectedSmall, double[] expectedKernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int image = 0; image < s.Images; image++)
        {
            foreach (var (smallPlace, bigPlace, tap) in Places(s))
            {
                for (int o = 0; o < s.SmallChannels; o++)
                {
                    for (int c = 0; c < s.BigPerGroup; c++)
                    {
                        int channel = (o / s.SmallPerGroup * s.BigPerGroup) + c;
                        int k = (((tap * s.BigPerGroup) + c) * s.SmallChannels) + o;
                        for (int lane = 0; lane < s.Lanes; lane++)
                        {
                            int b = (int)(image * s.BigLength) + (((bigPlace * s.BigChannels) + channel) * s.Lanes) + lane;
                            int p = (int)(image * s.SmallLength) + (((smallPlace * s.SmallChannels) + o) * s.Lanes) + lane;
                            double x = double.CreateTruncating(big[b]), y = double.CreateTruncating(small[p]), w = double.CreateTruncating(kernel[k]);
                            expectedSmall[p] += x * w;
                            expectedBig[b] += y * w;
                            expectedKernel[k] += x * y;
                        }
                    }
                }
            }
        }
    }

    private static IEnumerable<(int Small, int Big, int Tap)> Places(WindowsShape s) =>
        from depth in Places(s.Depth)
        from height in Places(s.Height)
        from width in Places(s.Width)
        select (
            (((depth.Small * s.Height.Small) + height.Small) * s.Width.Small) + width.Small,
            (((depth.Big * s.Height.Big) + height.Big) * s.Width.Big) + width.Big,
            (((depth.Tap * s.Height.Kernel) + height.Tap) * s.Width.Kernel) + width.Tap);

    private static IEnumerable<(int Small, int Big, int Tap)> Places(WindowAxis axis) =>
        from small in Enumerable.Range(0, axis.Small)
        from tap in Enumerable.Range(0, axis.Kernel)
        let big = (small * axis.Stride) + (tap * axis.Dilation) - axis.Before
        where big >= 0 && big < axis.Big
        select (small, big, tap);

    private static GuardedMemory<T> Random<T>(int length, int seed, Guard guard)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        GuardedMemory<T> memory = new(length, guard);
        Random random = new(seed);
        foreach (ref T value in memory.Span)
        {
            value = T.CreateTruncating(random.NextDouble() - 0.5);
        }

        return memory;
    }

    private static void Compare<T>(double[] expected, Span<T> actual, double tolerance, string what)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double a = double.CreateTruncating(actual[i]);
            if (!(Math.Abs(a - expected[i]) <= tolerance * (10 + Math.Abs(expected[i]))))
            {
                Assert.Fail($"{what}[{i}]: expected {expected[i]}, received {a}");
            }
        }
    }
}
