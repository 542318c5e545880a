using Keras.Core;

namespace Keras;

/// <summary>
/// The source of a layer's random numbers: a key and a counter, both kept below 2^24 so that they are whole numbers in float32.
/// The counter moves with each use, so that every step draws anew and the same seed draws the same.
/// </summary>
internal sealed class SeedGenerator
{
    private const int Limit = 1 << 24;

    public SeedGenerator(int seed)
    {
        State = new State("seed_generator_state", [2]);
        State.SetDoubles([(uint)seed % Limit, 0]);
    }

    public State State { get; }

    /// <summary>A source with that seed; without one, with a seed drawn from the global generator.</summary>
    public static SeedGenerator Of(int? seed) => new(seed ?? GlobalSeed.NextInitializerSeed());
}
