using Keras.Core;
using Keras.Metrics;

namespace Keras.Training;

/// <summary>A metric of one output, with the name that the logs give it.</summary>
internal sealed record OutputMetric(int Output, string LogName, Metric Metric, bool Weighted);

/// <summary>Resolves the metrics that <c>Compile</c> was given to the outputs, once the shapes are known, and names them as Keras does.</summary>
internal static class OutputMetrics
{
    public static IReadOnlyList<OutputMetric> Resolve(Model model, MetricsArgument? metrics, MetricsArgument? weighted, Value?[] targets, Value[] predictions)
    {
        var outputs = OutputNames.Of(model);
        var resolved = new List<OutputMetric>();
        var counts = new Dictionary<string, int>();
        foreach (var (output, metric) in Make("metrics", metrics))
        {
            resolved.Add(new(output, Numbered(Name(output, metric.Name)), metric, Weighted: false));
        }
        foreach (var (output, metric) in Make("weightedMetrics", weighted))
        {
            string name = Name(output, metric.Name);
            name = counts.ContainsKey(name) ? Name(output, $"weighted_{metric.Name}") : name;
            resolved.Add(new(output, Numbered(name), metric, Weighted: true));
        }
        return resolved;

        string Name(int output, string metric) => outputs.Count > 1 ? $"{model.OutputNames[output]}_{metric}" : metric;

        string Numbered(string name)
        {
            int seen = counts.GetValueOrDefault(name);
            counts[name] = seen + 1;
            return seen == 0 ? name : $"{name}_{seen}";
        }

        IEnumerable<(int, Metric)> Make(string argument, MetricsArgument? given)
        {
            var placed = Place(argument, model, outputs, given);
            for (int i = 0; i < placed.Length; i++)
            {
                foreach (var leaf in placed[i]?.Leaves ?? [])
                {
                    var target = targets[i] ?? throw new ArgumentException($"{argument}: output '{outputs[i]}' has metrics, but no targets were given for it.");
                    yield return (i, leaf.Metric ?? MetricResolver.Resolve(leaf.Identifier!, target.Shape, predictions[i].Shape));
                }
            }
        }
    }

    /// <summary>Throws unless the metrics fit the outputs by number and names.</summary>
    public static void Check(string argument, Model model, MetricsArgument? given) => Place(argument, model, OutputNames.Of(model), given);

    private static MetricsArgument?[] Place(string argument, Model model, IReadOnlyList<string> outputs, MetricsArgument? given) => given switch
    {
        null or { Parts.Count: 0 } => new MetricsArgument?[outputs.Count],
        { Names: { } names } => OutputNames.Place(argument, model, outputs, names, given.Parts!, all: false),
        _ when outputs.Count == 1 => [given],
        { Parts: { } parts } when parts.Count == outputs.Count => [.. parts],
        _ => throw new ArgumentException($"{argument}: model '{model.Name}' has {outputs.Count} outputs ({string.Join(", ", outputs)}); expected one metric or list of metrics for each, [[\"mae\"], [\"accuracy\"]], or a dictionary by their names, received {given.Parts?.Count ?? 1}."),
    };
}
