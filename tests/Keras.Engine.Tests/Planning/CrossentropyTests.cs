using Keras.Core;

namespace Keras.Engine.Tests.Planning;

/// <summary>The cross-entropy of a sigmoid and its gradient, which plans compute together, as the reference interpreter has them.</summary>
public class CrossentropyTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Loss_and_gradient_are_the_references(bool isLimited, bool isReadBeside)
    {
        const int rows = 5, columns = 37;
        Value h = new Input("h", [rows, columns], "float64").Apply(), bias = new Input("b", [columns], "float64").Apply(), y = new Input("y", [rows, columns], "float64").Apply();
        var logits = h + bias;
        var losses = Op.SigmoidCrossentropy(isLimited ? Op.Minimum(Op.Maximum(logits, -3), 3) : logits, y);
        var loss = Op.Mean(losses);
        var gradients = Gradients.Of(loss, [h, bias]);
        Value[] outputs = [loss, gradients[0]!, gradients[1]!, .. isReadBeside ? new[] { logits * losses, Op.Sigmoid(logits) } : []];
        var random = new Random(1);
        double[] Numbers(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => scale * (random.NextDouble() - 0.5))];
        double[][] data = [Numbers(rows * columns, 12), Numbers(columns, 1), Numbers(rows * columns, 2)];
        PlanRunner.Compare<float>([h, bias, y], outputs, data, 1e-6, "single");
        PlanRunner.Compare<double>([h, bias, y], outputs, data, 1e-14, "double");
    }
}
