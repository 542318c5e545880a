namespace Keras.Core;

/// <summary>
/// The cross-entropy of the sigmoid of a logit x and a target y, <c>max(x, 0) - x y + ln(1 + e^-|x|)</c>; its gradients are <c>g (sigmoid(x) - y)</c> and <c>-g x</c>.
/// A primitive because the gradient of its parts costs a division and a logarithm more, and is lost where the sigmoid rounds to 1.
/// </summary>
internal sealed record SigmoidCrossentropy : Binary
{
    public override double Evaluate(double x, double y) => Math.Max(x, 0) - (x * y) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    public override (Value? X, Value? Y) Gradient(Value x, Value y, Value z, Value gradient) => (gradient * (Op.Sigmoid(x) - y), -(gradient * x));
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.SigmoidCrossentropy"/>
    public static Value SigmoidCrossentropy(Value x, Value y) => Apply(new SigmoidCrossentropy(), x, y);
}
