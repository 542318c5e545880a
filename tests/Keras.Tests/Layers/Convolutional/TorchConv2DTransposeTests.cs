using Keras.Layers;
using static Keras.Functional;

namespace Keras.Tests.Layers;

/// <summary>Sizes and messages; the numbers are those of real PyTorch, in the parity tests.</summary>
public class TorchConv2DTransposeTests
{
    [Theory]
    [InlineData(7, 1, 0, 0, 1, 1, 7)]
    [InlineData(3, 2, 1, 1, 1, 7, 14)]
    [InlineData(5, 3, 2, 2, 1, 4, 12)]
    [InlineData(3, 1, 1, 0, 2, 6, 8)]
    [InlineData(3, 2, 1, 0, 2, 4, 9)]
    public void SizeIsThatOfPyTorch(int kernel, int stride, int padding, int outputPadding, int dilation, int size, int expected)
    {
        var y = TorchConv2DTranspose(5, kernel, stride, padding, outputPadding, "channels_first", dilation)(Input((3, size, size)));
        Assert.Equal([null, 5, expected, expected], y.Shape);
        var last = TorchConv2DTranspose(5, kernel, stride, padding, outputPadding, dilationRate: dilation)(Input((size, size, 3)));
        Assert.Equal([null, expected, expected, 5], last.Shape);
    }

    [Fact]
    public void ConfigurationReturns()
    {
        var x = Input((4, 5, 6));
        var model = new Model(x, TorchConv2DTranspose(6, (3, 4), (2, 3), (1, 0), (1, 2), "channels_first", (1, 1), groups: 2, activation: "tanh", useBias: false, name: "up")(x), name: "m");
        Assert.Equal(model.ToJson(), Model.FromJson(model.ToJson()).ToJson());
        var up = Assert.IsType<TorchConv2DTranspose>(Model.FromJson(model.ToJson()).GetLayer("up"));
        Assert.Equal([3, 4, 3, 4], up.Weights.Single().Shape);
        Assert.Equal(model.Output.Shape, up.Output.Shape);
    }

    [Fact]
    public void OutputPaddingMustBeLessThanTheStride() => AssertThrows(
        "TorchConv2DTranspose 'up': expected outputPadding to be less than strides or dilationRate along each axis, received outputPadding (2, 2), strides (2, 2) and dilationRate (1, 1).",
        () => TorchConv2DTranspose(1, 3, strides: 2, outputPadding: 2, name: "up"));

    [Fact]
    public void GroupsMustDivideFiltersAndChannels()
    {
        AssertThrows(
            "TorchConv2DTranspose 'up': expected filters that can be divided by groups, received 3 filters and 2 groups.",
            () => TorchConv2DTranspose(3, 3, groups: 2, name: "up"));
        AssertThrows(
            "TorchConv2DTranspose 'up': expected channels that can be divided by groups, received 3 channels and 2 groups.",
            () => TorchConv2DTranspose(4, 3, groups: 2, name: "up")(Input((5, 5, 3))));
    }

    [Fact]
    public void PaddingMustLeaveSomething() => AssertThrows(
        "TorchConv2DTranspose 'up': padding (2, 2) leaves nothing of the result for images of shape (None, 1, 1, 3). Use less padding, or larger images.",
        () => TorchConv2DTranspose(4, 3, padding: 2, name: "up")(Input((1, 1, 3))));

    [Fact]
    public void PaddingMustNotBeNegative() => AssertThrows(
        "TorchConv2DTranspose 'up': expected padding of 0 or more along each axis, received (-1, 0).",
        () => TorchConv2DTranspose(4, 3, padding: (-1, 0), name: "up"));

    private static void AssertThrows(string message, Func<object> action)
    {
        var error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.Equal(message, error.Message.Replace($" (Parameter '{error.ParamName}')", ""));
    }
}
