using Keras.Core;
using Keras.Engine.Execution;

namespace Keras.Engine.Tests.Planning;

/// <summary>The product with a large weight that its plan updates is cut by the weight's rows; nothing else is.</summary>
public class ProductPartsTests
{
    [Theory]
    [InlineData(32, 784, 256, 2)]
    [InlineData(32, 256, 784, 2)]
    [InlineData(64, 256, 784, 2)]
    [InlineData(32, 256, 128, 2)]
    [InlineData(32, 128, 256, 2)]
    [InlineData(7, 786, 90, 2)]
    [InlineData(1, 1024, 65, 2)]
    [InlineData(64, 252, 784, 1)]
    [InlineData(32, 785, 256, 1)]
    [InlineData(32, 128, 64, 1)]
    public void TheSumOfThePartsIsTheProduct(int rows, int inner, int columns, int parts)
    {
        var random = new Random(rows + inner);
        float[] x = Draw(random, rows * inner), w = Draw(random, inner * columns), bias = Draw(random, columns);
        var (output, weight, text) = Step(WorkerPool.Shared, rows, inner, columns, x, w, bias, isUpdated: true);
        Assert.Equal(parts > 1, text.Contains($"MatMul {rows} x {inner / parts} x {columns} in {parts} parts", StringComparison.Ordinal));
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = bias[j];
                for (int k = 0; k < inner; k++)
                {
                    sum += (double)x[(i * inner) + k] * w[(k * columns) + j];
                }
                Assert.Equal(sum, output[(i * columns) + j], 2e-5);
            }
        }
        Assert.All(w.Zip(weight), pair => Assert.Equal(pair.First * 2, pair.Second));
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            Assert.Equal(output, Step(new WorkerPool(threads), rows, inner, columns, x, w, bias, isUpdated: true).Output);
        }
    }

    [Fact]
    public void AWeightThatIsOnlyReadIsNotCut()
    {
        float[] x = new float[32 * 784], w = new float[784 * 256], bias = new float[256];
        Assert.DoesNotContain("parts", Step(WorkerPool.Shared, 32, 784, 256, x, w, bias, isUpdated: false).Text, StringComparison.Ordinal);
    }

    /// <summary>x w + b, and w := 2 w.</summary>
    private static (float[] Output, float[] Weight, string Text) Step(WorkerPool pool, int rows, int inner, int columns, float[] x, float[] w, float[] bias, bool isUpdated)
    {
        var state = new State("w", [inner, columns]);
        w.CopyTo(state.Elements<float>());
        Value input = new Input("x", [rows, inner], default).Apply(), added = new Input("b", [columns], default).Apply(), read = Op.Read(state);
        var plan = Plan<float>.Compile(new([input, added], [Op.MatMul(input, read) + added], isUpdated ? [(state, read * 2)] : []), pool);
        x.CopyTo(plan.Input(0));
        bias.CopyTo(plan.Input(1));
        plan.Run();
        return (plan.Output(0).ToArray(), state.Elements<float>().ToArray(), plan.ToString());
    }

    private static float[] Draw(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() - 0.5))];
}
