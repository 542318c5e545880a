using Keras.Testing;

namespace Keras.Engine.Tests.Planning;

public class RandomGraphTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(300)]
    public void Plans_compute_random_graphs(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + 50; seed++)
        {
            var wide = new RandomGraph(seed, "float64");
            PlanRunner.Compare<double>(wide.Inputs, wide.Outputs, wide.Data(), 1e-11, $"Graph {seed}");
            var graph = new RandomGraph(seed, "float32");
            PlanRunner.Compare<float>(graph.Inputs, graph.Outputs, graph.Data(), 1e-4, $"Graph {seed}");
        }
    }
}
