using System.Text.RegularExpressions;
using Keras.Core;
using Keras.Engine.Layout;

namespace Keras.Engine.Tests.Planning;

/// <summary>What becomes one step, as text: a fusion that is lost shows here.</summary>
public class PlanTextTests
{
    private static string[] Steps(Value[] inputs, Value[] outputs, params (State, Value)[] updates) =>
        [.. Plan<float>.Compile(new(inputs, outputs, updates)).ToString().Split(Environment.NewLine).Skip(1).Select(line => Regex.Replace(line.Trim(), @" x\d+(?= \||$)", ""))];

    private static Value Input(params int[] shape) => new Input("x", new(shape), default).Apply();

    [Fact]
    public void A_dense_layer_is_one_step()
    {
        Value x = Input(32, 20), w = Input(20, 10), b = Input(10);
        Assert.Equal(["MatMul 32 x 20 x 10, Add Maximum"], Steps([x, w, b], [Op.Maximum(0, Op.MatMul(x, w) + b)]));
    }

    [Fact]
    public void A_chain_with_scalars_and_repeated_rows_is_one_region()
    {
        Value x = Input(32, 20), row = Input(20), scalar = Input();
        Assert.Equal(["Multiply Add Exp Subtract"], Steps([x, row, scalar], [Op.Exp(x * row + scalar) - row]));
    }

    [Fact]
    public void Two_results_of_one_chain_are_one_region()
    {
        var x = Input(32, 20);
        var y = Op.Exp(x);
        Assert.Equal(["Exp Sqrt Tanh"], Steps([x], [Op.Sqrt(y), Op.Tanh(y), y]));
    }

    [Fact]
    public void A_comparison_is_made_again_rather_than_stored()
    {
        Value x = Input(32, 20), w = Input(20, 20);
        var gradient = Gradients.Of(Op.Sum(Op.Tanh(Op.MatMul(Op.Maximum(0, x), w))), [x])[0]!;
        Assert.Equal(["Maximum", "MatMul 32 x 20 x 20, Tanh Multiply Subtract", "MatMul 32 x 20 x 20, LessEqual Select"], Steps([x, w], [gradient]));
    }

    [Fact]
    public void Adam_is_one_region_that_writes_into_its_states()
    {
        State w = new("w", [20, 10]), m = new("m", [20, 10]), v = new("v", [20, 10]);
        var g = Input(20, 10);
        var newM = Op.Read(m) + (g - Op.Read(m)) * 0.1;
        var newV = Op.Read(v) + (g * g - Op.Read(v)) * 0.001;
        var steps = Steps([g], [], (m, newM), (v, newV), (w, Op.Read(w) - newM * 0.01 / (Op.Sqrt(newV) + 1e-7)));
        Assert.Equal(["Subtract Multiply Add FlushTiny Multiply Subtract Multiply Add FlushTiny Multiply Sqrt Add Divide Subtract"], steps);
    }

    [Fact]
    public void Images_stay_in_lanes_from_one_convolution_to_the_next()
    {
        Value x = Input(32, 8, 8, 3), first = Input(3, 3, 3, 4), second = Input(3, 3, 4, 2), bias = Input(4);
        var same = new WindowGeometry([3, 3], [1, 1], [1, 1], [1, 1], [1, 1]);
        var y = Op.WindowsDown(Op.Maximum(0, Op.WindowsDown(x, first, same) + bias), second, same);
        Assert.Equal(
            [
                "Transpose (2, 16, 192) to (2, 192, 16)",
                "WindowsDown (2, 8, 8, 3, 16) to (2, 8, 8, 4, 16), Add Maximum",
                "WindowsDown (2, 8, 8, 4, 16) to (2, 8, 8, 2, 16)",
                "Transpose (2, 128, 16) to (2, 16, 128)",
            ],
            Steps([x, first, second, bias], [y]));
    }

    [Fact]
    public void Largest_elements_and_their_places_are_found_together()
    {
        var x = Input(16, 4, 4, 3);
        var geometry = new WindowGeometry([2, 2], [2, 2], [1, 1], [0, 0], [0, 0]);
        var pooled = Op.MaxPool(x, geometry);
        var steps = Steps([x], [pooled, Gradients.Of(Op.Sum(pooled * pooled), [x])[0]!]);
        Assert.Equal(1, steps.SelectMany(step => step.Split(" | ")).Count(step => step.StartsWith("MaxPool", StringComparison.Ordinal)));
        Assert.Contains(steps, step => step.StartsWith("MaxPool with places (1, 4, 4, 3, 16) to (1, 2, 2, 3, 16)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, 2, 9, false, true)]
    [InlineData(2, 2, 20, true, true)]
    [InlineData(3, 3, 9, true, true)]
    [InlineData(3, 2, 9, false, false)]
    public void A_convolution_its_rectifier_and_its_pooling_are_one_step(int size, int stride, int channels, bool isSelected, bool isFused)
    {
        Value x = Input(32, 13, 11, 3), kernel = Input(3, 3, 3, channels), bias = Input(channels);
        var sum = Op.WindowsDown(x, kernel, new([3, 3], [1, 1], [1, 1], [1, 0], [1, 0])) + bias;
        var pooled = Op.MaxPool(isSelected ? Op.Select(Op.Less(0, sum), sum, 0) : Op.Maximum(0, sum), new([size, size], [stride, stride], [1, 1], [0, 0], [0, 0]));
        var gradients = Gradients.Of(Op.Sum(pooled * pooled), [x, kernel, bias]);
        Value[] inputs = [x, kernel, bias], trained = [pooled, .. gradients.OfType<Value>()];
        string Start(string pool) => $"WindowsDown (2, 13, 11, 3, 16) to (2, 13, 9, {channels}, 16), Add {(isSelected ? "Less Select" : "Maximum")}, {pool} to {new Lanes(0, 32, 16).Of(pooled.Shape)}";
        Assert.Equal(isFused, Steps(inputs, trained).Any(step => step.StartsWith(Start("MaxPool with places"), StringComparison.Ordinal)));
        Assert.Equal(isFused, Steps(inputs, [pooled]).Any(step => step.StartsWith(Start("MaxPool"), StringComparison.Ordinal)));
        Value[] ofKernel = [gradients[1]!, gradients[2]!];
        Assert.Equal(isFused, Steps(inputs, ofKernel).Any(step => step.Contains($"WindowsWeights (2, 13, 11, 3, 16) by PoolScatter {new Lanes(0, 32, 16).Of(pooled.Shape)} to ", StringComparison.Ordinal)));
        Assert.DoesNotContain(Steps(inputs, trained), step => step.Contains("by PoolScatter", StringComparison.Ordinal));
        Assert.DoesNotContain(Steps(inputs, [pooled, sum.Operands[0]]), step => step.Contains(", MaxPool", StringComparison.Ordinal));

        var random = new Random(5);
        double[][] data = [.. inputs.Select(input => Enumerable.Range(0, input.Shape.Product).Select(_ => Math.Round((8 * random.NextDouble()) - 4)).ToArray())];
        PlanRunner.Compare<double>(inputs, trained, data, 1e-13, "Pooled convolution");
        PlanRunner.Compare<float>(inputs, trained, data, 1e-6, "Pooled convolution");
        PlanRunner.Compare<double>(inputs, ofKernel, data, 1e-13, "Gradient of a pooled convolution");
        PlanRunner.Compare<float>(inputs, ofKernel, data, 1e-6, "Gradient of a pooled convolution");
    }

    [Fact]
    public void Zeros_in_the_places_without_an_image_are_put_once()
    {
        Value x = Input(31, 8, 8, 3), first = Input(3, 3, 3, 8), second = Input(3, 3, 5, 8), bias = Input(5), target = Input(31, 8, 8, 5);
        var same = new WindowGeometry([3, 3], [1, 1], [1, 1], [1, 1], [1, 1]);
        var h = Op.MaxPool(Op.Tanh(Op.WindowsDown(x, first, same)), new([2, 2], [2, 2], [1, 1], [0, 0], [0, 0]));
        var y = Op.Sigmoid(Op.WindowsUp(h, second, new([3, 3], [2, 2], [1, 1], [1, 1], [0, 0]), [8, 8]) + bias);
        var loss = Op.Sum((y - target) * (y - target));
        Value[] inputs = [x, first, second, bias, target], outputs = [loss, .. Gradients.Of(loss, [first, second, bias]).OfType<Value>()];
        var steps = Steps(inputs, outputs);
        Assert.Equal(1, steps.Sum(step => Regex.Count(step, "Select")));
        var random = new Random(4);
        double[][] data = [.. inputs.Select(input => Enumerable.Range(0, input.Shape.Product).Select(_ => random.NextDouble() - 0.5).ToArray())];
        PlanRunner.Compare<double>(inputs, outputs, data, 1e-13, "Empty places");
        PlanRunner.Compare<float>(inputs, outputs, data, 1e-6, "Empty places");
    }

    [Fact]
    public void Upsampling_disappears_in_a_transposed_convolution_and_its_gradients()
    {
        Value x = Input(16, 3, 4, 2), kernel = Input(3, 2, 5, 2), target = Input(16, 8, 9, 5);
        var upsampled = Op.Reshape(Op.Broadcast(Op.Reshape(x, [16, 3, 1, 4, 1, 2]), [16, 3, 2, 4, 2, 2]), [16, 6, 8, 2]);
        var y = Op.WindowsUp(upsampled, kernel, new([3, 2], [1, 1], [1, 1], [0, 0], [0, 0]), [8, 9]);
        var loss = Op.Sum((y - target) * (y - target));
        var gradients = Gradients.Of(loss, [x, kernel]);
        Value[] inputs = [x, kernel, target], outputs = [y, gradients[0]!, gradients[1]!];
        var steps = Steps(inputs, outputs);
        Assert.Contains(steps, step => step.Contains("WindowsUp (1, 3, 4, 2, 16) to (1, 8, 9, 5, 16)", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("WindowsDown (1, 8, 9, 5, 16) to (1, 3, 4, 2, 16)", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("WindowsWeights (1, 8, 9, 5, 16) by (1, 3, 4, 2, 16)", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.Contains("6, 8", StringComparison.Ordinal));
        var random = new Random(3);
        double[][] data = [.. inputs.Select(input => Enumerable.Range(0, input.Shape.Product).Select(_ => random.NextDouble() - 0.5).ToArray())];
        PlanRunner.Compare<double>(inputs, outputs, data, 1e-13, "Upsampling");
        PlanRunner.Compare<float>(inputs, outputs, data, 1e-6, "Upsampling");
    }

    [Fact]
    public void Channels_first_around_convolutions_costs_no_transposes()
    {
        Value x = Input(16, 1, 8, 8), first = Input(3, 3, 1, 4), second = Input(3, 3, 4, 2);
        var same = new WindowGeometry([3, 3], [1, 1], [1, 1], [1, 1], [1, 1]);
        Value Conv(Value image, Value kernel) => Op.Transpose(Op.WindowsDown(Op.Transpose(image, [0, 2, 3, 1]), kernel, same), [0, 3, 1, 2]);
        var y = Op.Tanh(Conv(Op.Maximum(0, Conv(x, first)), second));
        var loss = Op.Sum(y * y);
        var steps = Steps([x, first, second], [loss, .. Gradients.Of(loss, [first, second]).Select(gradient => gradient!)]);
        Assert.Equal(1, steps.SelectMany(step => step.Split(" | ")).Count(step => step.StartsWith("Transpose", StringComparison.Ordinal)));
    }

    [Fact]
    public void Windows_as_large_as_their_image_are_matrix_products()
    {
        Value x = Input(32, 6, 6, 3), kernel = Input(6, 6, 3, 5);
        var y = Op.Tanh(Op.WindowsDown(x, kernel, new([6, 6], [1, 1], [1, 1], [0, 0], [0, 0])));
        var steps = Steps([x, kernel], [y, .. Gradients.Of(Op.Sum(y), [x, kernel]).Select(gradient => gradient!)]);
        Assert.Contains(steps, step => step.Contains("MatMul 2 x 5 x 108 x 16", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("MatMul 2 x 108 x 5 x 16", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("MatMul 108 x 2 x 16 x 5", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.Contains("Windows", StringComparison.Ordinal));
    }
}
