using Keras.Core;

namespace Keras.Testing;

/// <summary>Graphs put together at random from primitives that keep their numbers small, one for each seed.</summary>
internal sealed class RandomGraph
{
    private readonly Random _random;
    private readonly List<Value> _values = [];

    public RandomGraph(int seed, KerasDType dtype)
    {
        _random = new(seed);
        int batch = new[] { 1, 3, 4, 5, 8, 10, 16, 32 }[_random.Next(8)];
        Inputs = [
            new Input("image", [batch, 6, 5, 3], dtype).Apply(),
            new Input("rows", [batch, 12], dtype).Apply(),
            new Input("weights", [12, 12], dtype).Apply(),
            new Input("kernel", [3, 3, 3, 3], dtype).Apply(),
            new Input("bias", [3], dtype).Apply(),
            new Input("scalar", [], dtype).Apply(),
        ];
        _values.AddRange(Inputs);
        int count = 5 + _random.Next(30);
        while (_values.Count < Inputs.Length + count)
        {
            if (Next() is { } value && value.Shape.Product <= 20000)
            {
                _values.Add(value);
            }
        }
        Outputs = [.. Enumerable.Range(0, 3).Select(_ => _values[^(1 + _random.Next(count))]), _values[^1]];
    }

    public Value[] Inputs { get; }

    public Value[] Outputs { get; }

    public double[][] Data() => Array.ConvertAll(Inputs, input => Enumerable.Range(0, input.Shape.Product).Select(_ => PrimitiveCase.Normal(_random)).ToArray());

    private Value Any(Func<Value, bool> fits)
    {
        var candidates = _values.Where(fits).ToList();
        return candidates[_random.Next(candidates.Count)];
    }

    private Value? Next()
    {
        var x = Any(_ => true);
        var axes = new Dimensions([.. Enumerable.Range(0, x.Rank).Where(_ => _random.Next(2) == 0)]);
        switch (_random.Next(16))
        {
            case 0:
                return Op.Tanh(x);
            case 1:
                return Op.Exp(Op.Negate(x * x));
            case 2:
                return Op.Maximum(x, 0);
            case 3:
                return Op.Select(Op.Less(0, x), x, 0.5 * x);
            case 4 or 5 or 6:
                var other = Any(y => Fits(x.Shape, y.Shape));
                return _random.Next(4) switch { 0 => x + other, 1 => x - other, 2 => Op.Tanh(x * other), _ => Op.Minimum(x, other) };
            case 7:
                return Op.Mean(x, axes, keepDimensions: _random.Next(2) == 0);
            case 8:
                return x.Shape.Product > 0 ? Op.Max(x, axes, keepDimensions: _random.Next(2) == 0) : null;
            case 9:
                return Op.Transpose(x, new([.. Enumerable.Range(0, x.Rank).OrderBy(_ => _random.Next())]));
            case 10:
                return x.Rank > 1 ? Op.Reshape(x, [x.Shape[0], x.Shape.Product / x.Shape[0]]) : Op.Reshape(x, [x.Shape.Product, 1]);
            case 11 or 12:
                var image = Any(IsImage);
                var geometry = new WindowGeometry([3, 3], [1, 1], [1, 1], [1, 1], [1, 1]);
                var kernel = Any(y => y.Shape == new Dimensions([3, 3, 3, 3]));
                return 0.2 * (_random.Next(2) == 0 ? Op.WindowsDown(image, kernel, geometry) : Op.WindowsUp(image, kernel, geometry, image.Shape.Slice(1, 2)));
            case 13:
                return Op.MaxPool(Any(IsImage), new([2, 2], [1, 1], [1, 1], [0, 0], [1, 1]));
            case 14:
                var rows = Any(y => y.Rank == 2 && y.Shape[1] == 12);
                return 0.3 * Op.MatMul(rows, Any(y => y.Shape == new Dimensions([12, 12])), false, _random.Next(2) == 0);
            default:
                return _random.Next(3) == 0 && Any(IsImage) is var first
                    ? Op.Reshape(Op.Sum(Gradients.Of(Op.Sum(x * x), [Inputs[_random.Next(Inputs.Length)]])[0] ?? x), []) * 0.01
                    : x.Rank > 0 && x.Shape[0] > 1 ? Op.SliceAxis(x, 0, 1, x.Shape[0] - 1) : Op.Pad(x, Dimensions.Repeat(1, x.Rank), Dimensions.Repeat(0, x.Rank));
        }
    }

    private bool IsImage(Value x) => x.Rank == 4 && x.Shape[0] == Inputs[0].Shape[0] && x.Shape.Slice(1, 3) == Inputs[0].Shape.Slice(1, 3);

    private static bool Fits(Dimensions left, Dimensions right)
    {
        for (int i = 1; i <= Math.Min(left.Rank, right.Rank); i++)
        {
            if (left[-i] != right[-i] && left[-i] != 1 && right[-i] != 1)
            {
                return false;
            }
        }
        return true;
    }
}
