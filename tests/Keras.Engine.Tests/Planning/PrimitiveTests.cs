using System.Numerics;
using Keras.Core;
using Keras.Testing;

namespace Keras.Engine.Tests.Planning;

public class PrimitiveTests
{
    public static TheoryData<string> Names => [.. PrimitiveCases.All().Select(row => row.Primitive.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_plan_computes_what_the_reference_computes(string primitive)
    {
        foreach (var row in PrimitiveCases.All().Where(row => row.Primitive.Name == primitive))
        {
            Check<float>(row, 2e-6);
            Check<double>(row, 1e-13);
        }
    }

    [Fact]
    public void Every_primitive_has_a_row()
    {
        var primitives = typeof(Primitive).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Primitive)) && !type.IsAbstract && !type.IsSubclassOf(typeof(Source)))
            .Select(type => type.Name);
        Assert.Empty(primitives.Except(PrimitiveCases.All().Select(row => row.Primitive.Name)));
    }

    private static void Check<T>(PrimitiveCase row, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        KerasDType dtype = typeof(T) == typeof(float) ? "float32" : "float64";
        var operands = Array.ConvertAll(row.Shapes, shape => new Input("x", shape, dtype).Apply());
        PlanRunner.Compare<T>(operands, [row.Primitive.Apply(operands)], row.Operands(1), tolerance, row.ToString());
    }
}
