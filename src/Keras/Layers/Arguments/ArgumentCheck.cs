using Keras.Core;
using Keras.Saving;

namespace Keras.Layers;

/// <summary>The checks of constructors' arguments that layers share, with one wording.</summary>
internal static class ArgumentCheck
{
    public static int AtLeast(Layer layer, string argument, int minimum, int value) => value >= minimum
        ? value
        : throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected {argument} of {minimum} or more, received {value}.", argument);

    public static Dimensions AtLeast(Layer layer, string argument, int minimum, Dimensions values) => values.All(value => value >= minimum)
        ? values
        : throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected {argument} of {minimum} or more along each axis, received {values}.", argument);

    public static double Within(Layer layer, string argument, double minimum, double maximum, double value) => value >= minimum && value <= maximum
        ? value
        : throw new ArgumentException(FormattableString.Invariant($"{layer.ClassName} '{layer.Name}': expected {argument} {(double.IsPositiveInfinity(maximum) ? $"of {minimum} or more" : $"from {minimum} to {maximum}")}, received {value}."), argument);

    /// <summary>One of the known words, in any case of its letters.</summary>
    public static string OneOf(Layer layer, string argument, string value, params IEnumerable<string> known)
    {
        string lower = value.ToLowerInvariant();
        return known.Contains(lower)
            ? lower
            : throw new ArgumentException($"{layer.ClassName} '{layer.Name}': unknown {argument} '{value}'.{NearestName.Suggest(value, known)}", argument);
    }

    public static string Padding(Layer layer, string padding) => OneOf(layer, "padding", padding, "valid", "same");
}
