using System.Numerics;
using Keras.Core;
using Keras.Engine.Layout;
using Keras.Engine.Simplification;

namespace Keras.Engine.Lowering;

/// <summary>The kernel's gradient as partial sums over some images each, [parts, taps..., channels, channels]: tasks that do not meet.</summary>
internal sealed record KernelParts(WindowGeometry Geometry, int Count) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands)
    {
        int channel = Geometry.SpatialRank + 1;
        return ([Count, .. Geometry.Kernel, operands[0].Shape[channel] / Geometry.Groups, operands[1].Shape[channel]], operands[0].DType);
    }

    public override Value?[] Gradient(Value result, Value gradient) => throw new InvalidOperationException("Graphs are differentiated before they are lowered.");

    /// <summary>Writes every kernel gradient that is no matrix product as the sum of its parts, always in the same order.</summary>
    public static Graph Split<T>(Graph graph) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Rewriting.Apply(graph, (value, operands) =>
    {
        if (InLanes.Unwrap(value.Primitive) is not WindowsWeights weights || WholeImages.Are(weights.Geometry, operands[0].Shape, operands[1].Shape))
        {
            return Rewriting.Renew(value, operands);
        }
        int count = WindowsOperation<T>.PartCount(weights.Geometry, operands[0].Shape, operands[1].Shape);
        return Op.Sum(new KernelParts(weights.Geometry, count).Apply(operands), [0]);
    });
}
