using Keras.Core;

namespace Keras.Plotting;

/// <summary>Checks the path of a picture's file, and writes it.</summary>
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

        try
        {
            AtomicFile.Write(full, stream => stream.Write(content));
        }
        catch (IOException exception)
        {
            throw new IOException(
                $"SaveFig: cannot write '{path}': {exception.InnerException!.Message} Choose a place that this program may write to.", exception.InnerException);
        }
    }
}
