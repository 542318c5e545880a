namespace Keras.Core;

/// <summary>Writes a file beside its place and then renames it, so that whoever reads finds the old file or the new one, whole.</summary>
internal static class AtomicFile
{
    /// <param name="path">The file to make or to replace. Its folder must exist.</param>
    /// <param name="write">Writes the contents; if it throws, the old file stays.</param>
    /// <exception cref="IOException">The file cannot be written; the message names it and says why.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = TemporaryBeside(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot write '{path}': {error.Message} Nothing was changed. Choose a folder that exists, may be written to and has room.", error);
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    /// <summary>A name, used by nobody else, for a file that will become <paramref name="path"/>.</summary>
    public static string TemporaryBeside(string path) => $"{path}.{Guid.NewGuid():N}.tmp";

    /// <summary>Deletes a file that is of no use any more; that it cannot be deleted must not hide what happened before.</summary>
    public static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
