namespace Examples.Shared;

/// <summary>The folder for the pictures.</summary>
internal static class OutputFolder
{
    /// <summary>Makes the folder and writes a file there and takes it away, so that nobody trains for pictures that cannot be kept.</summary>
    /// <exception cref="ExampleFailedException">The folder cannot be made or written to.</exception>
    public static void Prepare(string folder)
    {
        string trial = Path.Combine(folder, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(trial, []);
            File.Delete(trial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ExampleFailedException($"--out: the pictures cannot be written to '{folder}': {error.Message.TrimEnd('.')}. Name a folder that can be written to.");
        }
    }
}
