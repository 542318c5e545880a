using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Keras.Python.Setup;

/// <summary>Writes what a trial found: a line with versions or the error, and one for each device.</summary>
internal static class TrialText
{
    public static void Write(StringBuilder text, JsonNode part)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"  {part["name"]}: {part["state"]}");
        foreach (var device in part["devices"]?.AsArray() ?? [])
        {
            string result = (string?)device!["error"] ?? string.Create(CultureInfo.InvariantCulture, $"a training step in {(double)device["milliseconds"]!:0.0} ms");
            text.AppendLine(CultureInfo.InvariantCulture, $"    {device["device"]} ({device["kind"]}): {result}");
        }
    }
}
