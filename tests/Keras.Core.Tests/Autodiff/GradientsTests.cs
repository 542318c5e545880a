using Keras.Engine.Reference;
using Keras.Testing;

namespace Keras.Core.Tests.Autodiff;

public class GradientsTests
{
    private static Value Scalar(string name) => new Input(name, [], "float64").Apply();

    private static double At(Value value, params (Value Input, double Number)[] inputs) =>
        ReferenceInterpreter.Evaluate([value], inputs.ToDictionary(pair => pair.Input, pair => new[] { pair.Number }))[0][0];

    [Fact]
    public void Gradients_of_all_ways_to_a_value_are_added()
    {
        var x = Scalar("x");
        var y = x * x + Op.Exp(x) * x;
        Assert.Equal(2 * 0.5 + Math.Exp(0.5) * 1.5, At(Gradients.Of(y, [x])[0]!, (x, 0.5)), 12);
    }

    [Fact]
    public void There_is_no_gradient_where_there_is_no_way()
    {
        Value x = Scalar("x"), y = Scalar("y");
        Assert.Null(Gradients.Of(Op.Exp(x), [y])[0]);
        Assert.Null(Gradients.Of(Op.Cast(x, "int32"), [x])[0]);
    }

    [Fact]
    public void A_source_may_lie_on_the_way_to_another()
    {
        var x = Scalar("x");
        var middle = x * 3;
        var gradients = Gradients.Of(middle * middle, [x, middle]);
        Assert.Equal(36, At(gradients[0]!, (x, 2)), 12);
        Assert.Equal(12, At(gradients[1]!, (x, 2)), 12);
    }

    [Fact]
    public void Second_derivatives_are_gradients_of_gradients()
    {
        var x = Scalar("x");
        var first = Gradients.Of(Op.Power(x, 3), [x])[0]!;
        Assert.Equal(6 * 1.7, At(Gradients.Of(first, [x])[0]!, (x, 1.7)), 10);
    }

    [Fact]
    public void Second_derivatives_of_convolutions_are_right()
    {
        var geometry = new WindowGeometry([3, 3], [2, 1], [1, 1], [1, 0], [1, 1]);
        var random = new System.Random(5);
        double[] image = [.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())], kernel = [.. Enumerable.Range(0, 36).Select(_ => random.NextDouble())];
        var (difference, where) = GradientChecker.Check(
            operands => Gradients.Of(Op.Sum(Op.Tanh(Op.WindowsDown(operands[0], operands[1], geometry))), [operands[0]])[0]!, [[1, 4, 5, 2], [3, 3, 2, 2]], [image, kernel]);
        Assert.True(difference < 1e-6, where);
    }
}
