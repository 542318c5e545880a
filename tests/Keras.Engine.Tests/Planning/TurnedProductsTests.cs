using Keras.Core;
using Keras.Engine.Execution;

namespace Keras.Engine.Tests.Planning;

/// <summary>Where few rows are multiplied with a large transposed factor, the rows and the product are transposed instead.</summary>
public class TurnedProductsTests
{
    [Theory]
    [InlineData(32, 784, 512, true)]
    [InlineData(64, 600, 784, true)]
    [InlineData(96, 1030, 515, true)]
    [InlineData(7, 200, 100, false)]
    [InlineData(32, 784, 256, false)]
    [InlineData(512, 784, 480, false)]
    public void TheProductIsTheSame(int rows, int inner, int columns, bool isTurned)
    {
        var random = new Random(rows + inner);
        float[] x = [.. Enumerable.Range(0, rows * inner).Select(_ => (random.NextSingle() - 0.5f) / 8)], w = [.. Enumerable.Range(0, inner * columns).Select(_ => random.NextSingle() - 0.5f)];
        var (output, text) = Product(WorkerPool.Shared, rows, inner, columns, x, w);
        Assert.Equal(isTurned, text.Contains($"MatMul {columns} x {inner} x {rows}", StringComparison.Ordinal));
        for (int i = 0; i < rows; i += 5)
        {
            for (int j = 0; j < columns; j += 3)
            {
                double sum = 0;
                for (int k = 0; k < inner; k++)
                {
                    sum += (double)x[(i * inner) + k] * w[(j * inner) + k];
                }
                Assert.Equal(sum, output[(i * columns) + j], 2e-5);
            }
        }
        foreach (int threads in new[] { 1, 2, 3, 8 })
        {
            Assert.Equal(output, Product(new WorkerPool(threads), rows, inner, columns, x, w).Output);
        }
    }

    /// <summary>x w^T</summary>
    private static (float[] Output, string Text) Product(WorkerPool pool, int rows, int inner, int columns, float[] x, float[] w)
    {
        Value left = new Input("x", [rows, inner], default).Apply(), right = new Input("w", [columns, inner], default).Apply();
        var plan = Plan<float>.Compile(new([left, right], [Op.MatMul(left, right, transposeRight: true)], []), pool);
        x.CopyTo(plan.Input(0));
        w.CopyTo(plan.Input(1));
        plan.Run();
        return (plan.Output(0).ToArray(), plan.ToString());
    }
}
