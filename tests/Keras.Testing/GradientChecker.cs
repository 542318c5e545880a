using Keras.Core;
using Keras.Engine.Reference;

namespace Keras.Testing;

/// <summary>
/// Compares the gradients of a function of values with central differences, both by the reference interpreter in double precision. The result is
/// made one number by random weights, so that no element's error can hide.
/// </summary>
internal static class GradientChecker
{
    private const double Step = 1e-5;

    /// <summary>The largest difference, relative to 1 plus the gradient, and where it is; operands in <paramref name="constant"/> are not differentiated by.</summary>
    public static (double Difference, string Where) Check(Func<Value[], Value> function, Dimensions[] shapes, double[][] at, int[]? constant = null)
    {
        var operands = Array.ConvertAll(shapes, shape => new Input("x", shape, "float64").Apply());
        var result = function(operands);
        var random = new Random(3);
        var weights = Op.Constant([.. Enumerable.Range(0, result.Shape.Product).Select(_ => random.NextDouble() - 0.3)], result.Shape, "float64");
        var weighted = Op.Sum(Op.Cast(result, "float64") * weights);
        var gradients = Gradients.Of(weighted, operands);
        var inputs = operands.Zip(at).ToDictionary(pair => pair.First, pair => pair.Second);

        var (worst, where) = (0.0, "");
        for (int operand = 0; operand < operands.Length; operand++)
        {
            if (constant is not null && constant.Contains(operand))
            {
                continue;
            }
            var expected = gradients[operand] is { } gradient ? ReferenceInterpreter.Evaluate([gradient], inputs)[0] : new double[at[operand].Length];
            for (int i = 0; i < expected.Length; i++)
            {
                double original = at[operand][i];
                at[operand][i] = original + Step;
                double above = ReferenceInterpreter.Evaluate([weighted], inputs)[0][0];
                at[operand][i] = original - Step;
                double below = ReferenceInterpreter.Evaluate([weighted], inputs)[0][0];
                at[operand][i] = original;
                double numeric = (above - below) / (2 * Step);
                double difference = Math.Abs(expected[i] - numeric) / (1 + Math.Abs(numeric));
                if (!(difference <= worst))
                {
                    (worst, where) = (difference, $"operand {operand}, element {i}: the gradient is {expected[i]}, the difference quotient {numeric}");
                }
            }
        }
        return (worst, where);
    }
}
