using System.Text.Json.Nodes;
using Keras.Parity.Tests.Cases;

namespace Keras.Parity.Tests;

/// <summary>Says at the end how far each folder of cases lay from real Keras, beside how far two of its backends lie from each other.</summary>
public sealed class ParityReport : IDisposable
{
    /// <summary>The collection of all parity tests: the report is written when the last has ended.</summary>
    public const string Name = "parity";

    public void Dispose()
    {
        string spreadFile = Path.Combine(GoldenFolder.Root, "keras", "spread.json");
        var spread = File.Exists(spreadFile) ? (JsonObject)JsonNode.Parse(File.ReadAllText(spreadFile))!["cases"]! : [];
        foreach (var (folder, distance) in Distance.Report.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            string prefix = folder.Split('/')[^1] + "/";
            var apart = spread.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
                .SelectMany(entry => entry.Value as JsonObject ?? []).Where(entry => entry.Value?.GetValueKind() == System.Text.Json.JsonValueKind.Number).Select(entry => (double)entry.Value!).DefaultIfEmpty(double.NaN).Max();
            Console.WriteLine($"parity {folder}: largest distance {distance:E1}; two real backends {(double.IsNaN(apart) ? "-" : apart.ToString("E1"))}");
        }
    }
}

/// <summary>Runs the parity tests one after the other, with one report.</summary>
[CollectionDefinition(ParityReport.Name)]
public class ParityCollection : ICollectionFixture<ParityReport>;
