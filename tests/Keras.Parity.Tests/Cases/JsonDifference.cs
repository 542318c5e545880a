using System.Text.Json.Nodes;

namespace Keras.Parity.Tests.Cases;

/// <summary>Where two configurations differ first; numbers are compared as numbers, the order of keys does not count.</summary>
internal static class JsonDifference
{
    public static string? First(JsonNode? expected, JsonNode? actual, string path = "$")
    {
        switch (expected, actual)
        {
            case (JsonObject left, JsonObject right):
                var missing = left.Select(entry => entry.Key).Except(right.Select(entry => entry.Key)).FirstOrDefault();
                var added = right.Select(entry => entry.Key).Except(left.Select(entry => entry.Key)).FirstOrDefault();
                return missing is not null ? $"{path}.{missing} is missing"
                    : added is not null ? $"{path}.{added} is there, expected none"
                    : left.Select(entry => First(entry.Value, right[entry.Key], $"{path}.{entry.Key}")).FirstOrDefault(difference => difference is not null);
            case (JsonArray left, JsonArray right):
                return left.Count != right.Count
                    ? $"{path} has {right.Count} items, expected {left.Count}"
                    : left.Zip(right).Select((pair, i) => First(pair.First, pair.Second, $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);
            default:
                return JsonNode.DeepEquals(expected, actual) || IsSameNumber(expected, actual)
                    ? null
                    : $"{path} is {actual?.ToJsonString() ?? "null"}, expected {expected?.ToJsonString() ?? "null"}";
        }
    }

    private static bool IsSameNumber(JsonNode? expected, JsonNode? actual) =>
        double.TryParse(expected?.ToJsonString(), out double left) && double.TryParse(actual?.ToJsonString(), out double right) && left == right;
}
