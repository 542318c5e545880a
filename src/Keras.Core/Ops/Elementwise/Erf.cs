namespace Keras.Core;

/// <summary>The error function <c>2/√π ∫₀ˣ exp(-t²) dt</c>; its gradient is <c>g 2/√π exp(-x²)</c>.</summary>
internal sealed record Erf : Unary
{
    public override double Evaluate(double x) => ErrorFunction.Of(x);

    public override Value? Gradient(Value x, Value y, Value gradient) => gradient * Op.Exp(Op.Negate(x * x)) * (2 / Math.Sqrt(Math.PI));
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.Erf"/>
    public static Value Erf(Value x) => new Erf().Apply(x);
}
