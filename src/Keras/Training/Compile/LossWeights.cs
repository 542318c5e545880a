using System.Runtime.CompilerServices;

namespace Keras;

/// <summary>What each output's loss is multiplied by before they are added: one number, one an output (<c>[0.3, 2.0]</c>), or by the outputs' names. These convert to it.</summary>
[CollectionBuilder(typeof(LossWeights), nameof(Create))]
public sealed class LossWeights
{
    private LossWeights(double[] values, string[]? names, bool isList)
    {
        Values = values;
        Names = names;
        IsList = isList;
    }

    internal IReadOnlyList<double> Values { get; }

    internal IReadOnlyList<string>? Names { get; }

    internal bool IsList { get; }

    /// <summary>One an output, as the collection expression <c>[0.3, 2.0]</c> gives them.</summary>
    public static LossWeights Create(ReadOnlySpan<double> weights) => new(weights.ToArray(), null, isList: true);

    /// <summary>Goes through the weights.</summary>
    public IEnumerator<double> GetEnumerator() => Values.GetEnumerator();

    /// <summary>One for every output.</summary>
    public static implicit operator LossWeights(double weight) => new([weight], null, isList: false);

    /// <summary>One an output by position.</summary>
    public static implicit operator LossWeights(double[] weights) => new([.. weights], null, isList: true);

    /// <summary>One an output by name.</summary>
    public static implicit operator LossWeights(Dictionary<string, double> weights) => new([.. weights.Values], [.. weights.Keys], isList: false);
}
