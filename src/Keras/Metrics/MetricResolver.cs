using Keras.Core;
using Keras.Saving;

namespace Keras.Metrics;

/// <summary>Makes metrics of the names that <c>Compile</c> is given; what "accuracy" means depends on the shapes of targets and predictions.</summary>
/// <remarks>Source: <c>keras/src/trainers/compile_utils.py</c>, <c>get_metric</c>.</remarks>
internal static class MetricResolver
{
    private static readonly string[] Accuracies = ["accuracy", "acc"];

    /// <summary>Throws when the name stands for no metric.</summary>
    public static void Check(string identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        if (!IsAccuracy(identifier) && !MetricTable.Entries.Contains(MetricTable.Find(identifier)))
        {
            throw new ArgumentException($"Unknown metric '{identifier}'.{NearestName.Suggest(identifier, MetricTable.Entries.Concat(Accuracies))}");
        }
    }

    /// <summary>A new metric of that name, for targets and predictions of these shapes.</summary>
    public static Metric Resolve(string identifier, Dimensions yTrue, Dimensions yPred)
    {
        Check(identifier);
        if (!IsAccuracy(identifier))
        {
            return MetricTable.Get(identifier);
        }
        int predicted = yPred.Rank > 0 ? yPred[-1] : 1;
        return predicted == 1 ? new BinaryAccuracy(identifier)
            : yTrue.Rank < yPred.Rank || yTrue[-1] == 1 ? new SparseCategoricalAccuracy(identifier)
            : new CategoricalAccuracy(identifier);
    }

    private static bool IsAccuracy(string identifier) => Accuracies.Contains(identifier.ToLowerInvariant());
}
