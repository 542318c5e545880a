using Keras.Core;

namespace Keras.Engine.Tests.Planning;

/// <summary>Batches of two parts, and with places that hold no image, through what joins images and what leaves them apart.</summary>
public class BatchPartsTests
{
    [Theory]
    [InlineData(33)]
    [InlineData(31)]
    [InlineData(20)]
    [InlineData(7)]
    public void Every_image_is_computed_and_counted_once(int batch)
    {
        Value Input(params int[] shape) => new Input("x", new(shape), default).Apply();
        Value x = Input(batch, 6, 5, 3), kernel = Input(3, 3, 3, 4), each = Input(batch, 1, 1, 4);
        var h = Op.WindowsDown(x, kernel, new([3, 3], [1, 1], [1, 1], [1, 1], [1, 1]));
        var mean = Op.Reshape(Op.Mean(h, [0, 1, 2]), [1, 1, 1, 4]);
        var centered = h - mean;
        var normal = centered / Op.Sqrt(Op.Reshape(Op.Mean(centered * centered, [0, 1, 2]), [1, 1, 1, 4]) + 0.01);
        var joined = Op.Concatenate([normal * each, Op.Pad(Op.SliceAxis(h, 1, 1, 5), [0, 1, 0, 0], [0, 0, 0, 0])], 3);
        var largest = new Max([0]).Apply(joined);
        var turned = Op.Tanh(Op.Transpose(joined, [0, 3, 1, 2]));
        var loss = Op.Sum(turned * turned) + Op.Sum(largest);
        Value[] inputs = [x, kernel, each], outputs = [turned, largest, loss, .. Gradients.Of(loss, inputs).OfType<Value>()];
        var random = new Random(batch);
        double[][] data = [.. inputs.Select(input => Enumerable.Range(0, input.Shape.Product).Select(_ => random.NextDouble() - 0.5).ToArray())];
        PlanRunner.Compare<double>(inputs, outputs, data, 1e-12, $"Batch of {batch}");
        PlanRunner.Compare<float>(inputs, outputs, data, 1e-5, $"Batch of {batch}");
    }
}
