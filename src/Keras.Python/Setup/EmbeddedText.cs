namespace Keras.Python.Setup;

/// <summary>The texts that come inside this library.</summary>
internal static class EmbeddedText
{
    public static string Read(string name) => TryRead(name) ?? throw new ArgumentException($"There is no embedded text '{name}'.");

    public static string? TryRead(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
