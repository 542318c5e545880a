using System.Text.Json.Nodes;

namespace Keras.Parity.Tests.Cases;

/// <summary>Where the cases lie: the folder that KERAS_GOLDENS names, else the copy beside the tests. Every case in it is run.</summary>
internal static class GoldenFolder
{
    public static string Root { get; } = Environment.GetEnvironmentVariable("KERAS_GOLDENS") is { Length: > 0 } folder
        ? Path.GetFullPath(folder)
        : Path.Combine(AppContext.BaseDirectory, "Goldens");

    /// <summary>The names <c>folder/name</c> of all cases of a kind, in order.</summary>
    public static IEnumerable<string> Names(string kind)
    {
        if (!Directory.Exists(Root))
        {
            throw new DirectoryNotFoundException($"The folder of cases '{Root}' does not exist. Let KERAS_GOLDENS name one, or leave it unset to run the project's own copy.");
        }
        foreach (string framework in new[] { "keras", "torch" })
        {
            string folder = Path.Combine(Root, framework);
            if (!Directory.Exists(folder))
            {
                continue;
            }
            foreach (string file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (KindOf(file) == kind)
                {
                    yield return Path.ChangeExtension(Path.GetRelativePath(Root, file), null);
                }
            }
        }
    }

    private static string? KindOf(string file) =>
        JsonNode.Parse(File.ReadAllText(file), documentOptions: new() { MaxDepth = 512 }) is JsonObject description ? (string?)description["kind"] : null;
}
