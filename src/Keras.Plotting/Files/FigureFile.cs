namespace Keras.Plotting;

/// <summary>Writes a picture's file: beside its place first, then renamed, so that a failure leaves the old one.</summary>
internal static class FigureFile
{
    /// <summary>The format that a path's extension names.</summary>
    public static string Format(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string extension = Path.GetExtension(path).ToLowerInvariant();
        return extension is ".png" or ".svg"
            ? extension
            : throw new ArgumentException(
                $"SaveFig: expected a path that ends in .png or .svg, received '{path}'. Other formats are not written.", nameof(path));
    }

    public static void Write(string path, byte[] content)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"SaveFig: cannot write '{path}', as the folder '{folder}' does not exist. Create it first with Directory.CreateDirectory.");
        }

        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Delete(temporary);
            throw new IOException(
                $"SaveFig: cannot write '{path}': {exception.Message} Choose a place that this program may write to.", exception);
        }
    }

    private static void Delete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Where it could not be written it cannot be deleted either; the first error is the one to report.
        }
    }
}
