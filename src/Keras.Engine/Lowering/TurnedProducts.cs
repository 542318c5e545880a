using System.Numerics;
using Keras.Core;
using Keras.Engine.Kernels;
using Keras.Engine.Simplification;

namespace Keras.Engine.Lowering;

/// <summary>
/// Writes the product of few rows and a large transposed factor as <c>x w^T = (w x^T)^T</c>: kernels read whole vectors of the right factor, so that it is the few rows that are
/// transposed then, and their product, instead of the large factor.
/// </summary>
internal static class TurnedProducts
{
    // Multiply-adds that take as long as an element to be transposed, and as two more steps of a plan, whose results lie in the caches of other threads.
    private const double AnElement = 8;
    private const double TwoSteps = 1 << 21;

    public static Graph Turn<T>(Graph graph) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Rewriting.Apply(graph, (value, operands) =>
        value.Primitive is MatMul { TransposeLeft: false, TransposeRight: true } && value.Rank == 2 && Gains<T>(value.Shape[0], operands[1].Shape)
            ? Op.Transpose(Op.MatMul(operands[1], Op.Transpose(operands[0], [1, 0])), [1, 0])
            : Rewriting.Renew(value, operands));

    private static bool Gains<T>(int rows, Dimensions factor) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int panel = 2 * VectorWidth<T>.Widest;
        double empty = ((rows + panel - 1) / panel * panel) - rows;
        return (empty * factor.Product) + (AnElement * rows * (factor[0] + factor[1])) + TwoSteps < AnElement * factor.Product;
    }
}
