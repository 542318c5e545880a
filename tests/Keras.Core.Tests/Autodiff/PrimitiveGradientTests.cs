using Keras.Testing;

namespace Keras.Core.Tests.Autodiff;

public class PrimitiveGradientTests
{
    // Rows with more elements say nothing that smaller ones do not.
    private const int MostElements = 200;

    public static TheoryData<string> Names => [.. PrimitiveCases.All().Select(row => row.Primitive.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_the_limits_of_difference_quotients(string primitive)
    {
        int checkedRows = 0;
        foreach (var row in PrimitiveCases.All().Where(row => row.Primitive.Name == primitive && row.Shapes.Sum(shape => shape.Product) <= MostElements))
        {
            var (difference, where) = GradientChecker.Check(operands => row.Primitive.Apply(operands), row.Shapes, row.Operands(7), row.Fixed);
            Assert.True(difference < 1e-6, $"{row}: {where}.");
            checkedRows++;
        }
        Assert.True(checkedRows > 0, $"No row of {primitive} is small enough to be checked.");
    }

    [Fact]
    public void Every_primitive_has_a_row()
    {
        var primitives = typeof(Primitive).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Primitive)) && !type.IsAbstract && !type.IsSubclassOf(typeof(Source)))
            .Select(type => type.Name);
        Assert.Empty(primitives.Except(PrimitiveCases.All().Select(row => row.Primitive.Name)));
    }

    [Fact]
    public void A_wrong_gradient_is_found()
    {
        var (difference, _) = GradientChecker.Check(operands => Op.Floor(operands[0]), [[3]], [[0.3, 1, 1.7]]);
        Assert.True(difference > 0.5);
    }
}
