namespace Keras.Core;

/// <summary>
/// Uniform random numbers in [0, 1), 24 bits each, from a counter-based generator (Philox 4x32-10: Salmon et al., "Parallel random numbers: as
/// easy as 1, 2, 3", 2011). The operand holds the key and the counter, two whole numbers below 2^24; whoever owns them moves the counter on
/// after each run. Element i is word <c>i mod 4</c> of block <c>i / 4</c>. There is no gradient.
/// </summary>
internal sealed record RandomUniform(Dimensions Target) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands) =>
        operands[0].Shape == new Dimensions([2]) ? (Target, KerasDType.Float32) : throw Mismatch("a key and a counter, shape (2,)", operands);

    public override Value?[] Gradient(Value result, Value gradient) => [null];
}

internal static partial class Op
{
    /// <inheritdoc cref="Core.RandomUniform"/>
    public static Value RandomUniform(Value keyAndCounter, Dimensions shape) => new RandomUniform(shape).Apply(keyAndCounter);

    /// <summary>Standard normal numbers by the Box-Muller transform: <c>√(-2 ln(1 - u)) cos(2π v)</c>.</summary>
    public static Value RandomNormal(Value keyAndCounter, Dimensions shape)
    {
        var uniform = RandomUniform(keyAndCounter, new([2, .. shape]));
        var u = Reshape(SliceAxis(uniform, 0, 0, 1), shape);
        var v = Reshape(SliceAxis(uniform, 0, 1, 1), shape);
        return Sqrt(-2 * Log(1 - u)) * Cos(v * (2 * Math.PI));
    }
}
