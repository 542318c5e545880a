using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Keras.Python.Tests.LongestFirst))]

namespace Keras.Python.Tests;

/// <summary>What takes longest begins first: the soak, which the others run beside, then the tests with real Keras, which run one after another.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_first = [nameof(Processes.SoakTests), nameof(Training.TrainingTest)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => s_first.TakeWhile(name => !collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)).Count())];
}
