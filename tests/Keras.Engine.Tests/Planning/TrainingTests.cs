using Keras.Core;
using Keras.Engine.Reference;

namespace Keras.Engine.Tests.Planning;

public class TrainingTests
{
    // Lanes of 16, 8 and 4, full and filled up; one image in rows; parts in different ones.
    [Theory]
    [InlineData(32)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(24)]
    [InlineData(10)]
    [InlineData(4)]
    [InlineData(3)]
    [InlineData(1)]
    public void Steps_change_the_states_as_the_reference_says(int batch)
    {
        var graph = TrainingGraph.Make(out _, batch, "float64");
        var random = new Random(9);
        var plan = Plan<double>.Compile(graph);
        for (int step = 0; step < 3; step++)
        {
            double[] x = [.. Enumerable.Range(0, graph.Inputs[0].Shape.Product).Select(_ => random.NextDouble())];
            var expected = ReferenceInterpreter.Evaluate([.. graph.Results], new Dictionary<Value, double[]> { [graph.Inputs[0]] = x });
            PlanRunner.Fill(plan, [x]);
            plan.Run();
            PlanRunner.AssertNear(expected[0], plan.Output(0), 1e-12, $"loss of step {step}");
            for (int i = 0; i < graph.Updates.Count; i++)
            {
                PlanRunner.AssertNear<double>(expected[i + 1], graph.Updates[i].Target.Elements<double>(), 1e-12, $"{graph.Updates[i].Target} after step {step}");
            }
        }
    }
}
