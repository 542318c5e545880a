using System.Globalization;
using System.Text.Json.Nodes;

namespace Keras.Saving;

/// <summary>
/// Numbers as Python writes them in JSON: a float keeps its point (<c>1.0</c>, <c>1e-07</c>), because Keras refuses some whole numbers
/// where it wants a float.
/// </summary>
internal static class PythonNumber
{
    public static JsonNode Float(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        return double.IsFinite(number)
            ? JsonNode.Parse(text.AsSpan().ContainsAny('.', 'e') ? text : text + ".0")!
            : throw new InvalidOperationException($"The configuration holds {text}, which JSON cannot. Use a finite number.");
    }

    public static JsonNode? Float(double? number) => number is { } given ? Float(given) : null;
}
