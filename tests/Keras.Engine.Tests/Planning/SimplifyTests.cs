using Keras.Core;
using Keras.Engine.Execution;
using Keras.Engine.Simplification;

namespace Keras.Engine.Tests.Planning;

/// <summary>What graphs become; that they still compute the same, other tests see.</summary>
public class SimplifyTests
{
    private static readonly Value X = new Input("x", [4, 6], default).Apply();
    private static readonly Value Y = new Input("y", [6, 4], default).Apply();
    private static readonly Value Row = new Input("row", [6], default).Apply();
    private static readonly Value Scalar = new Input("s", [], default).Apply();

    private static string[] Simplified(Value value)
    {
        string text = Trace.Text(Simplify.Apply(new([X, Y, Row, Scalar], [value], [])));
        return [.. text.Split(Environment.NewLine).Where(line => line.Contains(" = ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 2)..])];
    }

    [Fact]
    public void Equal_values_are_computed_once() =>
        Assert.Equal(["Input x() (4, 6)", "Exp(%0) (4, 6)", "Multiply(%1, %1) (4, 6)"], Simplified(Op.Exp(X) * Op.Exp(X)));

    [Fact]
    public void Numbers_known_now_are_computed_now() =>
        Assert.Equal(["Input x() (4, 6)", "Constant 3() ()", "Broadcast(%1) (4, 6)", "Multiply(%0, %2) (4, 6)"], Simplified(X * (Op.Constant(1) + Op.Sqrt(4))));

    [Fact]
    public void A_numbers_product_doubled_and_turned_round_is_a_product_with_another_number() =>
        Assert.Equal(["Input x() (4, 6)", "Constant -6() ()", "Broadcast(%1) (4, 6)", "Multiply(%0, %2) (4, 6)"], Simplified(-((X * 3) + (X * 3))));

    [Theory]
    [InlineData("x * 1")]
    [InlineData("x / 1")]
    [InlineData("x - 0")]
    [InlineData("x ^ 1")]
    [InlineData("- -x")]
    [InlineData("x there and back")]
    [InlineData("x to float64")]
    public void What_changes_nothing_goes(string name)
    {
        var value = name switch
        {
            "x * 1" => 1 * X,
            "x / 1" => X / 1,
            "x - 0" => X - 0,
            "x ^ 1" => Op.Power(X, 1),
            "- -x" => new Negate().Apply(new Negate().Apply(X)),
            "x there and back" => Op.Transpose(Op.Transpose(X, [1, 0]), [1, 0]),
            _ => Op.Cast(X, "float64"),
        };
        Assert.Equal(["Input x() (4, 6)"], Simplified(value));
    }

    [Fact]
    public void Adding_zero_stays_since_it_makes_minus_zero_zero() => Assert.Contains("Add(%0, %2) (4, 6)", Simplified(X + 0));

    [Fact]
    public void Multiplying_by_zero_stays_since_NaN_stays_NaN() => Assert.Contains("Multiply(%0, %2) (4, 6)", Simplified(X * 0));

    [Fact]
    public void A_transposed_factor_becomes_a_mark_of_the_product() =>
        Assert.Equal(["Input x() (4, 6)", "Input y() (6, 4)", "MatMul transposing left transposing right(%0, %1) (6, 6)"], Simplified(Op.MatMul(Op.Transpose(X, [1, 0]), Op.Transpose(Y, [1, 0]))));

    [Fact]
    public void What_is_broadcast_is_computed_while_it_is_small() =>
        Assert.Equal(["Input x() (4, 6)", "Input row() (6,)", "Input s() ()", "Broadcast(%2) (6,)", "Multiply(%1, %3) (6,)", "Broadcast(%4) (4, 6)", "Add(%0, %5) (4, 6)"],
            Simplified(X + Op.Broadcast(Row, [4, 6]) * Scalar));

    [Fact]
    public void The_sum_of_one_number_is_a_product() =>
        Assert.Equal(["Input s() ()", "Constant 24() ()", "Multiply(%0, %1) ()"], Simplified(Op.Sum(Op.Broadcast(Scalar, [4, 6]))));

    [Fact]
    public void Transposes_follow_elementwise_work_and_cancel() =>
        Assert.Equal(["Constant 0() ()", "Broadcast(%0) (4, 6)", "Input x() (4, 6)", "Maximum(%1, %2) (4, 6)"], Simplified(Op.Transpose(Op.Maximum(0, Op.Transpose(X, [1, 0])), [1, 0])));

    [Fact]
    public void A_rectifier_is_asked_for_its_sign_afterwards()
    {
        var y = Op.Maximum(0, X);
        var lines = Simplified(Op.MatMul(Gradients.Of(Op.Sum(Op.Tanh(y)), [X])[0]!, Op.Transpose(y, [1, 0])));
        int maximum = Array.FindIndex(lines, line => line.StartsWith("Maximum", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"LessEqual(%{maximum}, ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, 2, false)]
    [InlineData(3, 1, false)]
    [InlineData(2, 2, true)]
    public void Below_a_pooling_the_small_gradient_is_masked(int size, int stride, bool isSelected)
    {
        var image = new Input("image", [2, 7, 6, 3], default).Apply();
        var y = isSelected ? Op.Select(Op.Less(0, image), image, 0) : Op.Maximum(0, image);
        var pooled = Op.MaxPool(y, new([size, size], [stride, stride], [1, 1], [0, 0], [0, 0]));
        var gradient = Gradients.Of(Op.Sum(pooled * pooled), [image])[0]!;

        string last = Trace.Text(Simplify.Apply(new([image], [gradient], []))).Split(Environment.NewLine).Last(line => line.Contains(" = ", StringComparison.Ordinal));
        Assert.Contains("PoolScatter", last, StringComparison.Ordinal);

        double[] numbers = [.. Enumerable.Range(0, image.Shape.Product).Select(i => i % 17 == 0 ? double.NaN : Math.Round(3 * Math.Sin(i)))];
        PlanRunner.Compare<double>([image], [pooled, gradient], [numbers], 1e-12, "pooled rectifier");
    }

    [Theory]
    [InlineData(2, 2, 1, true)]
    [InlineData(3, 1, 2, true)]
    [InlineData(2, 1, 2, false)]
    public void What_a_pooling_sends_back_is_summed_before(int size, int stride, int padding, bool isSimpler)
    {
        var image = new Input("image", [2, 7, 6, 3], default).Apply();
        var pooled = Op.MaxPool(image, new([size, size], [stride, stride], [1, 1], [padding, 0], [padding, 0]));
        var scattered = Gradients.Of(Op.Sum(Op.Maximum(pooled, 0) * 3), [image])[0]!;
        var sums = Op.Sum(scattered, [0, 1, 2]);

        string last = Trace.Text(Simplify.Apply(new([image], [sums], [])));
        Assert.Equal(!isSimpler, last.Contains("PoolScatter", StringComparison.Ordinal));
        Assert.Contains("PoolScatter", Trace.Text(Simplify.Apply(new([image], [Op.Sum(scattered, [0, 2])], []))), StringComparison.Ordinal);

        double[] numbers = [.. Enumerable.Range(0, image.Shape.Product).Select(i => Math.Round(3 * Math.Sin(i)))];
        PlanRunner.Compare<double>([image], [sums], [numbers], 1e-12, "summed scatter");
    }

    [Fact]
    public void A_rectifier_keeps_NaN_where_its_form_does()
    {
        Value x = new Input("x", [77], default).Apply(), y = new Input("y", [77], default).Apply();
        var sum = x + y;
        double[] first = [.. Enumerable.Range(0, 77).Select(i => i % 7 == 0 ? double.NaN : Math.Round(3 * Math.Sin(i)))];
        double[] second = [.. Enumerable.Range(0, 77).Select(i => i % 11 == 0 ? double.NaN : Math.Round(3 * Math.Cos(i)))];
        Value[] outputs =
        [
            Op.Select(Op.Less(0, sum), sum, 0), Op.Select(Op.Less(1, x), y, 1), Op.Select(Op.LessEqual(x, 0), 0, y), Op.Select(Op.Less(0, x), y, 1), Op.Select(Op.LessEqual(x, 0), 1, y),
        ];
        foreach (var output in outputs)
        {
            PlanRunner.Compare<double>([x, y], [output], [first, second], 0, "rectifier");
            PlanRunner.Compare<float>([x, y], [output], [first, second], 0, "rectifier");
        }
    }
}
