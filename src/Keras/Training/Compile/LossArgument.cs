using System.Runtime.CompilerServices;
using Keras.Losses;

namespace Keras;

/// <summary>What <c>Compile</c> takes as loss: one for all outputs, or one an output by position or by name. Nobody makes one: these convert to it.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>one: a name (<c>"mse"</c>; <c>"crossentropy"</c> chooses by the shapes of targets and output) or a <see cref="Loss"/>;</item>
/// <item>one an output: <c>["mse", "mae"]</c>, with <c>null</c> for an output without a loss;</item>
/// <item>by the outputs' names: <c>new Dictionary&lt;string, Loss&gt; { ["a"] = "mae", ["b"] = "mse" }</c>.</item>
/// </list>
/// </remarks>
[CollectionBuilder(typeof(LossArgument), nameof(Create))]
public sealed class LossArgument
{
    private LossArgument(string identifier) => (Identifier, Loss) = (identifier, IsAutomatic(identifier) ? null : (Loss)identifier);

    private LossArgument(Loss loss) => Loss = loss;

    private LossArgument(LossArgument?[] parts, string[]? names)
    {
        Parts = parts;
        Names = names;
        if (parts.Any(part => part?.Parts is not null))
        {
            throw new ArgumentException("loss: expected one loss an output, received a list within a list.");
        }
    }

    /// <summary>The name that was given; null for an object or several.</summary>
    internal string? Identifier { get; }

    /// <summary>The loss; null for several, and for one that is chosen by shapes.</summary>
    internal Loss? Loss { get; }

    /// <summary>Several: one an output.</summary>
    internal IReadOnlyList<LossArgument?>? Parts { get; }

    /// <summary>The outputs' names of <see cref="Parts"/>, when given.</summary>
    internal IReadOnlyList<string>? Names { get; }

    /// <summary>One an output, as the collection expression <c>["mse", "mae"]</c> gives them.</summary>
    public static LossArgument Create(ReadOnlySpan<LossArgument?> losses) => new(losses.ToArray(), null);

    /// <summary>Goes through the losses; a single one gives itself.</summary>
    public IEnumerator<LossArgument?> GetEnumerator() => (Parts ?? [this]).GetEnumerator();

    /// <summary>The loss of that name, for all outputs.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static implicit operator LossArgument(string name) => new(name);

    /// <summary>One loss for all outputs.</summary>
    public static implicit operator LossArgument(Loss loss) => new(loss);

    /// <summary>One an output by name.</summary>
    public static implicit operator LossArgument(Dictionary<string, Loss> losses) => new([.. losses.Values.Select(loss => loss is null ? null : new LossArgument(loss))], [.. losses.Keys]);

    /// <summary>One an output by name.</summary>
    public static implicit operator LossArgument(Dictionary<string, string> losses) => new([.. losses.Values.Select(loss => new LossArgument(loss))], [.. losses.Keys]);

    /// <summary>One an output by position.</summary>
    public static implicit operator LossArgument(string?[] losses) => new([.. losses.Select(loss => loss is null ? null : new LossArgument(loss))], null);

    /// <summary>One an output by position.</summary>
    public static implicit operator LossArgument(Loss?[] losses) => new([.. losses.Select(loss => loss is null ? null : new LossArgument(loss))], null);

    internal static LossArgument Named(IReadOnlyList<KeyValuePair<string, LossArgument?>> parts) => new([.. parts.Select(part => part.Value)], [.. parts.Select(part => part.Key)]);

    private static bool IsAutomatic(string identifier) => identifier.ToLowerInvariant() is "crossentropy" or "ce";
}
