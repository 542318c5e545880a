using System.Text.Json;

namespace Keras.Tests;

/// <summary>The cases in the folders named Data, by their path in this project, such as "Models/Summary/Data/texts.json".</summary>
internal static class EmbeddedData
{
    public static string Text(string path)
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream(path)
            ?? throw new FileNotFoundException($"No embedded file '{path}'. There are: {string.Join(", ", typeof(EmbeddedData).Assembly.GetManifestResourceNames())}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(Text(path));
        return document.RootElement.Clone();
    }
}
