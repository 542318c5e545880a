using System.Text.Json;
using Keras.Activations;
using Keras.Core;
using Keras.Engine;
using static Keras.Functional;

namespace Keras.Tests.Activations;

public class ActivationTests
{
    private static readonly JsonElement[] Cases = [.. EmbeddedData.Json("Activations/Data/activations.json").EnumerateArray()];

    public static TheoryData<string> CaseNames => [.. Cases.Select(one => one.GetProperty("activation").GetString()!)];

    public static TheoryData<string> AllNames => [.. ActivationTable.Names];

    /// <summary>Values and gradients of real Keras on TensorFlow.</summary>
    [Theory, MemberData(nameof(CaseNames))]
    public void EqualsKeras(string name)
    {
        var golden = Cases.Single(one => one.GetProperty("activation").GetString() == name);
        double[] Numbers(string key) => [.. golden.GetProperty(key).EnumerateArray().Select(number => number.GetDouble())];
        Dimensions shape = [.. golden.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        var (y, gradient) = Run(name, shape, Numbers("x"), Numbers("weights"));
        Assert.Equal(Numbers("y"), y, Near);
        Assert.Equal(Numbers("gradient"), gradient, Near);
    }

    [Fact]
    public void EveryActivationHasACase()
    {
        // These three by their formulas.
        string[] elsewhere = ["gelu", "linear", "mish"];
        Assert.Equal(ActivationTable.Names.Order(), Cases.Select(one => one.GetProperty("activation").GetString()!).Concat(elsewhere).Order());
        var (y, gradient) = Run("gelu", [2], [0.5, -1], [1, 1]);
        Assert.Equal([0.3457312, -0.1586553], y, Near);
        Assert.Equal([0.8674951, -0.0833155], gradient, Near);
        (y, gradient) = Run("mish", [2], [0.5, -1], [1, 1]);
        Assert.Equal([0.37524521, -0.30340146], y, Near);
        Assert.Equal([0.88642438, 0.05921676], gradient, Near);
        Assert.Equal([0.5, -1], Run("linear", [2], [0.5, -1], [1, 1]).Y, Near);
    }

    /// <summary>What TensorFlow takes for the gradient where there are two.</summary>
    [Theory]
    [InlineData("relu", 0, 0)]
    [InlineData("relu6", 0, 0)]
    [InlineData("relu6", 6, 0)]
    [InlineData("leaky_relu", 0, 0.2)]
    [InlineData("elu", 0, 1)]
    [InlineData("selu", 0, 1.0507009873554805)]
    [InlineData("hard_tanh", 1, 1)]
    [InlineData("hard_tanh", -1, 1)]
    [InlineData("hard_sigmoid", 3, 0)]
    [InlineData("softplus", 0, 0.5)]
    [InlineData("log_sigmoid", 0, 0.5)]
    [InlineData("softsign", 0, 1)]
    [InlineData("sigmoid", 0, 0.25)]
    [InlineData("mish", 0, 0.6)]
    public void GradientAtAKink(string name, double x, double expected) => Assert.Equal(expected, Run(name, [1], [x], [1]).Gradient[0], 6);

    /// <summary>In single precision e^x overflows beyond 88: no result or gradient may turn to NaN there, and the limits are right.</summary>
    [Theory]
    [InlineData("sigmoid", 0, 1)]
    [InlineData("silu", 0, 1000)]
    [InlineData("softplus", 0, 1000)]
    [InlineData("log_sigmoid", -1000, 0)]
    [InlineData("mish", 0, 1000)]
    [InlineData("elu", -1, 1000)]
    [InlineData("selu", -1.758099340847, 1050.70098735548)]
    [InlineData("celu", -1, 1000)]
    [InlineData("tanh", -1, 1)]
    [InlineData("gelu", 0, 1000)]
    public void LargeNumbersStayFinite(string name, double below, double above)
    {
        var (y, gradient) = Run(name, [2], [-1000, 1000], [1, 1]);
        Assert.Equal([below, above], y, Near);
        Assert.All(gradient, slope => Assert.True(double.IsFinite(slope), $"The gradient is {slope}."));
    }

    [Fact]
    public void SoftmaxStaysFinite()
    {
        Assert.Equal([0, 1, 0], Run("softmax", [1, 3], [-1000, 1000, 0], [1, 1, 1]).Y, Near);
        Assert.Equal([-2000, 0, -1000], Run("log_softmax", [1, 3], [-1000, 1000, 0], [1, 1, 1]).Y, Near);
        Assert.All(Run("softmax", [1, 3], [-1000, 1000, 0], [1, 2, 3]).Gradient, slope => Assert.True(double.IsFinite(slope)));
    }

    [Theory, MemberData(nameof(AllNames))]
    public void NaNPassesThrough(string name) => Assert.Contains(double.NaN, Run(name, [1, 2], [double.NaN, double.NaN], [1, 1]).Y);

    [Fact]
    public void OtherNamesAreWrittenAsKerasDoes()
    {
        Assert.Equal("silu", ((ActivationFunction)"swish").ToString());
        Assert.Equal("hard_silu", ((ActivationFunction)"hard_swish").ToString());
    }

    [Fact]
    public void ThresholdHasArguments()
    {
        var y = Dense(2, kernelInitializer: "identity", activation: ActivationFunction.Threshold(0.5, -3)).Call(new float[,] { { 0.5f, 0.6f } });
        Assert.Equal([-3, 0.6f], NDArrays.Elements<float>(y).ToArray());
        var error = Assert.Throws<ArgumentException>(() => (ActivationFunction)"threshold");
        Assert.Equal("The activation 'threshold' needs its arguments. Use ActivationFunction.Threshold(threshold, defaultValue).", error.Message);
    }

    [Fact]
    public void LayersWithoutWeightsAreActivations()
    {
        var y = Dense(2, kernelInitializer: "identity", activation: LeakyReLU(0.1)).Call(new float[,] { { -2, 3 } });
        Assert.Equal([-0.2, 3], NDArrays.Elements<float>(y).ToArray().Select(item => (double)item), Near);
        var error = Assert.Throws<ArgumentException>(() => (ActivationFunction)Dense(2, name: "inner"));
        Assert.Equal("Expected an activation: a name, a function, or a layer such as LeakyReLU that has no weights; received Dense 'inner'. Call it on the result of the layer instead.", error.Message);
    }

    [Fact]
    public void OnesOwnFunctionIsApplied()
    {
        var y = Dense(2, kernelInitializer: "identity", activation: new(x => x * 2.0 + 1)).Call(new float[,] { { 1, -4 } });
        Assert.Equal([3, -7], NDArrays.Elements<float>(y).ToArray());
    }

    [Fact]
    public void UnknownNameOffersTheNearest()
    {
        var error = Assert.Throws<ArgumentException>(() => Dense(2, activation: "rellu"));
        Assert.StartsWith("Unknown activation 'rellu'. Did you mean 'relu'? Known: celu, elu, exponential,", error.Message);
    }

    [Fact]
    public void GluNeedsAnEvenAxis()
    {
        var error = Assert.Throws<ArgumentException>(() => Dense(3, activation: "glu")(Input(2)));
        Assert.Equal("The activation 'glu' halves the last axis: expected an even size, received 3.", error.Message);
    }

    private static bool Near(double expected, double actual) => expected.Equals(actual) || Math.Abs(expected - actual) / (1 + Math.Abs(expected)) < 2e-6;

    private static (double[] Y, double[] Gradient) Run(string name, Dimensions shape, double[] x, double[] weights)
    {
        var input = new Input("x", shape, KerasDType.Float32).Apply();
        var y = ((ActivationFunction)name).Call(input);
        var gradient = Gradients.Of(Op.Sum(y * Op.Constant(weights, y.Shape)), [input])[0] ?? Op.FillLike(input, 0);
        var plan = Plan<float>.Compile(new Graph([input], [y, gradient], []));
        Array.ConvertAll(x, number => (float)number).CopyTo(plan.Input(0));
        plan.Run();
        return (Array.ConvertAll(plan.Output(0).ToArray(), number => (double)number), Array.ConvertAll(plan.Output(1).ToArray(), number => (double)number));
    }
}
