using System.Globalization;

namespace Keras;

/// <summary>How much <c>Fit</c>, <c>Evaluate</c> and <c>Predict</c> print: 0 nothing, 1 a progress bar, 2 one line an epoch; <c>"auto"</c>, the default, is 1.</summary>
/// <remarks>Converts from these numbers and words. Source: <see href="https://keras.io/api/models/model_training_apis/"/>.</remarks>
public readonly struct Verbose : IEquatable<Verbose>
{
    private readonly int? _level;

    private Verbose(int? level) => _level = level;

    /// <summary>0, 1 or 2.</summary>
    public int Level => _level ?? 1;

    /// <summary>That level.</summary>
    /// <exception cref="ArgumentException">It is not 0, 1 or 2.</exception>
    public static implicit operator Verbose(int level) => level is >= 0 and <= 2 ? new(level) : throw Unknown(level.ToString(CultureInfo.InvariantCulture));

    /// <summary>"auto", or a level in digits.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static implicit operator Verbose(string level) => level switch
    {
        "auto" => default,
        "0" or "1" or "2" => int.Parse(level, CultureInfo.InvariantCulture),
        _ => throw Unknown($"\"{level}\""),
    };

    /// <inheritdoc/>
    public bool Equals(Verbose other) => Level == other.Level;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Verbose other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Level;

    /// <summary>True when both print as much.</summary>
    public static bool operator ==(Verbose left, Verbose right) => left.Equals(right);

    /// <summary>True when one prints more.</summary>
    public static bool operator !=(Verbose left, Verbose right) => !left.Equals(right);

    /// <summary>The level.</summary>
    public override string ToString() => Level.ToString(CultureInfo.InvariantCulture);

    private static ArgumentException Unknown(string received) =>
        new($"verbose: expected \"auto\", 0 (silent), 1 (progress bar) or 2 (one line an epoch), received {received}.");
}
