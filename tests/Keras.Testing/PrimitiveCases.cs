using Keras.Core;

namespace Keras.Testing;

/// <summary>
/// A primitive on operands of some shapes. <paramref name="Draw"/> gives an operand's elements; without it they are normal numbers. Operands in <paramref name="Fixed"/> are not differentiated by:
/// conditions, places, keys.
/// </summary>
internal sealed record PrimitiveCase(Primitive Primitive, Dimensions[] Shapes, Func<Random, int, double>? Draw = null, int[]? Fixed = null)
{
    public double[][] Operands(int seed)
    {
        var random = new Random(seed);
        return Array.ConvertAll(Shapes, shape => Enumerable.Range(0, shape.Product).Select(_ => 0.0).ToArray())
            .Select((operand, index) => Array.ConvertAll(operand, _ => Draw is null ? Normal(random) : Draw(random, index))).ToArray();
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public override string ToString() => $"{Primitive} of {string.Join(", ", Shapes.Select(shape => shape.ToString()))}";
}

/// <summary>At least one row for every primitive; a test sees to that.</summary>
internal static class PrimitiveCases
{
    private static readonly Dimensions[] Shapes = [[], [1], [7], [3, 5], [2, 3, 4, 5], [1030], [3, 0]];

    public static IEnumerable<PrimitiveCase> All() =>
        [.. Elementwise(), .. Movement(), .. Reductions(), .. Products(), .. WindowsOf2D(), .. OtherWindows(), .. Random()];

    private static IEnumerable<PrimitiveCase> Elementwise()
    {
        foreach (var shape in Shapes)
        {
            foreach (Primitive binary in new Primitive[] { new Add(), new Subtract(), new Multiply(), new Maximum(), new Minimum(), new Less(), new LessEqual(), new SigmoidCrossentropy() })
            {
                yield return new(binary, [shape, shape]);
            }
            yield return new(new Equal(), [shape, shape], (random, _) => random.Next(3), Fixed: [0, 1]);
            yield return new(new Divide(), [shape, shape], (random, operand) => operand == 0 ? PrimitiveCase.Normal(random) : Away(random));
            yield return new(new Power(), [shape, shape], (random, operand) => operand == 0 ? Positive(random) : PrimitiveCase.Normal(random));
            yield return new(new Select(), [shape, shape, shape], (random, operand) => operand == 0 ? random.Next(2) : PrimitiveCase.Normal(random), Fixed: [0]);
            foreach (Primitive unary in new Primitive[] { new Cos(), new Erf(), new Exp(), new Negate(), new Sigmoid(), new Sin(), new Tanh() })
            {
                yield return new(unary, [shape]);
            }
            foreach (Primitive unary in new Primitive[] { new Abs(), new Sign(), new Log(), new Sqrt() })
            {
                yield return new(unary, [shape], (random, _) => unary is Log or Sqrt ? Positive(random) : Away(random));
            }
            yield return new(new Floor(), [shape], (random, _) => random.Next(-3, 3) + 0.1 + 0.8 * random.NextDouble());
            foreach (string dtype in new[] { "float64", "int32", "bool" })
            {
                yield return new(new Cast(dtype), [shape], (random, _) => random.Next(-3, 3) + 0.1 + 0.8 * random.NextDouble());
            }
        }
    }

    private static IEnumerable<PrimitiveCase> Movement()
    {
        yield return new(new Reshape([6, 20]), [[2, 3, 4, 5]]);
        yield return new(new Transpose([1, 0]), [[7, 33]]);
        yield return new(new Transpose([0, 2, 1]), [[3, 16, 20]]);
        yield return new(new Transpose([3, 1, 0, 2]), [[2, 3, 4, 5]]);
        yield return new(new Transpose([2, 0, 1]), [[4, 5, 16]]);
        yield return new(new Broadcast([3, 4]), [[]]);
        yield return new(new Broadcast([3, 4]), [[4]]);
        yield return new(new Broadcast([3, 4]), [[3, 1]]);
        yield return new(new Broadcast([2, 3, 4, 5]), [[2, 1, 4, 1]]);
        yield return new(new Broadcast([6, 2, 3, 4, 5]), [[3, 1, 5]]);
        yield return new(new Slice([1, 0], [2, 3], [1, 2]), [[4, 6]]);
        yield return new(new Slice([0, 2, 1, 0], [2, 2, 2, 5], [1, 1, 2, 1]), [[2, 4, 5, 5]]);
        yield return new(new Pad([1, 0], [0, 2], [0, 0]), [[3, 4]]);
        yield return new(new Pad([0, 1, 2, 0], [0, 2, 1, 0], [0, 1, 2, 0]), [[2, 3, 2, 4]]);
        yield return new(new Core.Concatenate(0), [[2, 3], [1, 3], [4, 3]]);
        yield return new(new Core.Concatenate(2), [[2, 3, 1], [2, 3, 4]]);
    }

    private static IEnumerable<PrimitiveCase> Reductions()
    {
        foreach (var (shape, axes) in new (Dimensions, Dimensions)[]
        {
            ([5], [0]), ([3, 50], [0]), ([3, 50], [1]), ([40, 3], [0]), ([2, 3, 4, 5], [0, 1, 2, 3]), ([2, 3, 4, 5], [0, 2]), ([2, 3, 4, 5], [1, 3]), ([2, 3, 4, 16], [0, 1, 3]), ([5000], [0]), ([3, 1, 4], [1]), ([2, 0], [1]),
        })
        {
            yield return new(new Sum(axes), [shape]);
            if (shape.Product > 0)
            {
                yield return new(new Max(axes), [shape]);
            }
        }
        yield return new(new ArgMax(0), [[6, 4]]);
        yield return new(new ArgMax(1), [[6, 40]]);
        yield return new(new ArgMax(2), [[2, 3, 20]], (random, _) => random.Next(4), Fixed: [0]);
    }

    private static IEnumerable<PrimitiveCase> Products()
    {
        foreach (var (rows, inner, columns) in new[] { (1, 1, 1), (3, 4, 5), (32, 20, 17), (32, 8, 4), (7, 64, 40), (2, 3, 100) })
        {
            foreach (bool left in new[] { false, true })
            {
                foreach (bool right in new[] { false, true })
                {
                    yield return new(new MatMul(left, right), [left ? [inner, rows] : [rows, inner], right ? [columns, inner] : [inner, columns]]);
                }
            }
        }
        yield return new(new MatMul(false, true), [[2, 3, 4, 5], [2, 3, 6, 5]]);
    }

    private static IEnumerable<PrimitiveCase> WindowsOf2D()
    {
        foreach (int batch in new[] { 1, 3, 8, 16 })
        {
            foreach (var (geometry, channels, filters, height, width) in new (WindowGeometry, int, int, int, int)[]
            {
                (new([3, 3], [1, 1], [1, 1], [1, 1], [1, 1]), 1, 4, 5, 6),
                (new([3, 3], [2, 2], [1, 1], [0, 0], [1, 1]), 3, 2, 6, 8),
                (new([3, 3], [2, 2], [1, 1], [1, 1], [1, 1]), 2, 5, 7, 7),
                (new([2, 3], [1, 2], [2, 1], [0, 1], [0, 2]), 2, 8, 6, 5),
                (new([1, 1], [1, 1], [1, 1], [0, 0], [0, 0]), 4, 3, 3, 3),
                (new([4, 4], [1, 1], [1, 1], [0, 0], [0, 0]), 3, 5, 4, 4),
                (new([5, 4], [2, 1], [1, 1], [0, 0], [0, 0]), 6, 20, 5, 4),
                (new([3, 3], [1, 1], [1, 1], [-1, 0], [1, -1]), 2, 2, 6, 6),
                (new([3, 3], [1, 1], [1, 1], [1, 1], [1, 1], Groups: 2), 4, 6, 4, 5),
            })
            {
                foreach (var row in Windows(geometry, batch, [height, width], channels, filters))
                {
                    yield return row;
                }
            }
        }
    }

    private static IEnumerable<PrimitiveCase> OtherWindows() =>
    [
        .. Windows(new([3], [2], [1], [1], [1]), 4, [9], 3, 5),
        .. Windows(new([2, 2, 3], [1, 2, 1], [1, 1, 1], [0, 1, 1], [1, 0, 1]), 2, [3, 4, 4], 2, 3),
    ];

    private static IEnumerable<PrimitiveCase> Windows(WindowGeometry geometry, int batch, Dimensions size, int channels, int filters)
    {
        Dimensions small = new([.. size.Select((length, axis) => geometry.SmallSize(axis, length))]);
        Dimensions big = [batch, .. size, channels], result = [batch, .. small, filters], kernel = [.. geometry.Kernel, channels / geometry.Groups, filters];
        yield return new(new WindowsDown(geometry), [big, kernel]);
        yield return new(new WindowsUp(geometry, size), [result, kernel]);
        yield return new(new WindowsWeights(geometry), [big, result]);
        if (geometry.Groups == 1)
        {
            Dimensions pooled = [batch, .. small, channels];
            yield return new(new MaxPool(geometry), [big]);
            yield return new(new MaxPoolPlace(geometry), [big]);
            yield return new(new PoolGather(geometry), [big, pooled], (random, operand) => operand == 0 ? PrimitiveCase.Normal(random) : Place(random, geometry, size), Fixed: [1]);
            yield return new(new PoolScatter(geometry, size), [pooled, pooled], (random, operand) => operand == 0 ? PrimitiveCase.Normal(random) : Place(random, geometry, size), Fixed: [1]);
        }
    }

    private static IEnumerable<PrimitiveCase> Random()
    {
        yield return new(new RandomUniform([7]), [[2]], (_, _) => 5, Fixed: [0]);
        yield return new(new RandomUniform([9, 1001]), [[2]], (_, _) => 12345, Fixed: [0]);
    }

    private static double Positive(Random random) => 0.2 + 2 * random.NextDouble();

    private static double Away(Random random) => (random.Next(2) * 2 - 1) * Positive(random);

    // A tap in the middle of the kernel: it lies inside the image wherever the window does.
    private static double Place(Random random, WindowGeometry geometry, Dimensions size) => geometry.Kernel.Zip(geometry.Dilations).All(pair => pair.First > 2) ? geometry.Kernel.Product / 2 : random.Next(geometry.Kernel.Product);
}
