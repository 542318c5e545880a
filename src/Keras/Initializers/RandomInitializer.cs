using System.Text.Json.Nodes;
using Keras.Core;

namespace Keras.Initializers;

/// <summary>An initializer that draws random numbers. One object draws the same numbers at every use.</summary>
/// <remarks>
/// For a seed the numbers are, bit for bit, those of Keras's NumPy backend. Without one a seed is drawn when the initializer is made,
/// repeatably after a random seed was set for the whole program.
/// </remarks>
public abstract class RandomInitializer : Initializer
{
    private readonly int? _given;

    private protected RandomInitializer(int? seed)
    {
        _given = seed is null or >= 0 ? seed : throw new ArgumentOutOfRangeException(nameof(seed), $"{GetType().Name}: expected a seed of 0 or more, received {seed}.");
        Seed = seed ?? GlobalSeed.NextInitializerSeed();
    }

    /// <summary>The seed, given or drawn.</summary>
    private protected int Seed { get; }

    internal override JsonObject GetConfig() => new() { ["seed"] = _given };
}
