using System.Runtime.CompilerServices;
using Keras.Metrics;

namespace Keras;

/// <summary>What <c>Compile</c> takes as metrics. Nobody makes one: these convert to it.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>for one output: <c>["accuracy", new MeanSquaredError()]</c>, or one alone;</item>
/// <item>for several, by position: <c>[["mae", "mse"], ["accuracy"]]</c>, with <c>null</c> or <c>[]</c> for an output without metrics;</item>
/// <item>by the outputs' names: <c>new Dictionary&lt;string, MetricsArgument&gt; { ["b"] = ["accuracy"] }</c>.</item>
/// </list>
/// <c>"accuracy"</c> (<c>"acc"</c>) becomes the binary, categorical or sparse categorical one by the shapes of targets and output.
/// </remarks>
[CollectionBuilder(typeof(MetricsArgument), nameof(Create))]
public sealed class MetricsArgument
{
    private MetricsArgument(string identifier)
    {
        Identifier = identifier;
        MetricResolver.Check(identifier);
    }

    private MetricsArgument(Metric metric) => Metric = metric;

    private MetricsArgument(MetricsArgument?[] parts, string[]? names) => (Parts, Names) = (parts, names);

    /// <summary>A metric's name.</summary>
    internal string? Identifier { get; }

    /// <summary>A metric.</summary>
    internal Metric? Metric { get; }

    /// <summary>Several.</summary>
    internal IReadOnlyList<MetricsArgument?>? Parts { get; }

    /// <summary>The outputs' names of <see cref="Parts"/>, when given.</summary>
    internal IReadOnlyList<string>? Names { get; }

    /// <summary>The single metrics in it, whatever list they are in.</summary>
    internal IEnumerable<MetricsArgument> Leaves => Parts is null ? [this] : Parts.Where(part => part is not null).SelectMany(part => part!.Leaves);

    /// <summary>Several, as the collection expression <c>["mae", "mse"]</c> gives them.</summary>
    public static MetricsArgument Create(ReadOnlySpan<MetricsArgument?> metrics) => new(metrics.ToArray(), null);

    /// <summary>Goes through the metrics; a single one gives itself.</summary>
    public IEnumerator<MetricsArgument?> GetEnumerator() => (Parts ?? [this]).GetEnumerator();

    /// <summary>The metric of that name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator MetricsArgument(string name) => new(name);

    /// <summary>One metric.</summary>
    public static implicit operator MetricsArgument(Metric metric) => new(metric);

    /// <summary>Several.</summary>
    public static implicit operator MetricsArgument(string[] names) => new([.. names.Select(name => new MetricsArgument(name))], null);

    /// <summary>Several.</summary>
    public static implicit operator MetricsArgument(Metric[] metrics) => new([.. metrics.Select(metric => new MetricsArgument(metric))], null);

    /// <summary>One or several an output by name.</summary>
    public static implicit operator MetricsArgument(Dictionary<string, MetricsArgument> metrics) => new([.. metrics.Values], [.. metrics.Keys]);

    /// <summary>One an output by name.</summary>
    public static implicit operator MetricsArgument(Dictionary<string, string> metrics) => new([.. metrics.Values.Select(name => new MetricsArgument(name))], [.. metrics.Keys]);

    /// <summary>Several an output by name.</summary>
    public static implicit operator MetricsArgument(Dictionary<string, string[]> metrics) => new([.. metrics.Values.Select(names => (MetricsArgument)names)], [.. metrics.Keys]);

    internal static MetricsArgument Named(IReadOnlyList<KeyValuePair<string, MetricsArgument?>> parts) => new([.. parts.Select(part => part.Value)], [.. parts.Select(part => part.Key)]);
}
