using Keras.Core;

namespace Keras.Optimizers;

/// <summary>Keras's three ways to keep gradients small.</summary>
internal static class GradientClipping
{
    /// <summary>Each gradient g becomes <c>g c / max(|g|, c)</c>, |g| being its 2-norm.</summary>
    public static Value[] ByNorm(Value[] gradients, double clipnorm) =>
        Array.ConvertAll(gradients, gradient => gradient * clipnorm / Op.Maximum(Op.Sqrt(Op.Sum(gradient * gradient)), clipnorm));

    /// <summary>All gradients are multiplied by <c>c min(1 / N, 1 / c)</c>, N being the 2-norm of all together; NaN where N is not finite.</summary>
    public static Value[] ByGlobalNorm(Value[] gradients, double clipnorm)
    {
        var norm = Op.Sqrt(gradients.Select(gradient => Op.Sum(gradient * gradient)).Aggregate((sum, next) => sum + next));
        var scale = clipnorm * Op.Minimum(1 / norm, 1 / clipnorm) + (norm - norm);
        return Array.ConvertAll(gradients, gradient => gradient * scale);
    }

    /// <summary>Each element is brought between -c and c.</summary>
    public static Value[] ByValue(Value[] gradients, double clipvalue) =>
        Array.ConvertAll(gradients, gradient => Op.Minimum(Op.Maximum(gradient, -clipvalue), clipvalue));
}
