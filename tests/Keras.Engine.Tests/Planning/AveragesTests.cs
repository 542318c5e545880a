using Keras.Core;

namespace Keras.Engine.Tests.Planning;

/// <summary>Running averages, as optimizers keep them, do not end in subnormal numbers, on which processors are slow.</summary>
public class AveragesTests
{
    [Fact]
    public void AnAverageOfNextToNothingIsNothing()
    {
        var average = new State("m", [3]);
        average.SetDoubles([1e-30, 3e-30, 1]);
        Value gradient = new Input("g", [3], default).Apply(), old = Op.Read(average);
        Plan<float>.Compile(new([gradient], [], [(average, old + ((gradient - old) * 0.5))])).Run();
        Assert.Equal([0.0, 1.5e-30f, 0.5], average.ToDoubles());
    }

    /// <summary>The gradient of a weight that only decays falls to 1e-20, whose square is subnormal; such squares are left out of the average.</summary>
    [Fact]
    public void ASquareOfNextToNothingIsNothing()
    {
        var average = new State("v", [4]);
        average.SetDoubles([4e-30, 4e-30, 0, 4]);
        Value gradient = new Input("g", [4], default).Apply(), old = Op.Read(average);
        var plan = Plan<float>.Compile(new([gradient], [], [(average, old + (((gradient * gradient) - old) * 0.5))]));
        new[] { 9e-16f, -2e-15f, 1e-20f, -4f }.CopyTo(plan.Input(0));
        plan.Run();
        Assert.Equal([2e-30, 4e-30, 0, 10], average.ToDoubles(), (expected, actual) => Math.Abs(expected - actual) <= 1e-6 * expected);
    }
}
