using Keras.Core;

namespace Keras.Engine.Layout;

/// <summary>
/// A window or pooling primitive on images whose batch lies in lanes: [groups, spatial..., channels, lanes] in the place of
/// [batch, spatial..., channels]. Kernels lie as ever.
/// </summary>
internal sealed record InLanes(Primitive Inner, int SpatialRank) : Primitive
{
    /// <summary>The window primitive that this is in lanes, or the primitive itself.</summary>
    public static Primitive Unwrap(Primitive primitive) => primitive is InLanes inLanes ? inLanes.Inner : primitive;

    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        int lanes = 1;
        var rows = new Value[operands.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = operands[i];
            if (operands[i].Rank == SpatialRank + 3)
            {
                lanes = operands[i].Shape[-1];
                rows[i] = new(operands[i].Primitive, [], Lanes.PlacesOf(operands[i].Shape), operands[i].DType);
            }
        }
        var (shape, dtype) = Inner.Infer(rows);
        return (Inner is WindowsWeights ? shape : new Lanes(0, shape[0], lanes).Of(shape), dtype);
    }

    public override Value?[] Gradient(Value result, Value gradient) => throw new InvalidOperationException("Graphs are differentiated before their layout is chosen.");
}
