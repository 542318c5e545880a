namespace Keras.Datasets;

/// <summary>The folder where Keras, in Python and here, keeps the data sets that it downloaded.</summary>
/// <param name="Folder">The folder, which need not exist yet.</param>
/// <param name="BaseAddress">Where files that are not in it come from.</param>
/// <param name="Output">Where progress is told.</param>
/// <param name="Options">How patient downloads are.</param>
internal sealed record DatasetCache(string Folder, Uri BaseAddress, TextWriter Output, DownloadOptions Options)
{
    private static readonly Uri Origin = new("https://storage.googleapis.com/tensorflow/tf-keras-datasets/");

    /// <summary><c>~/.keras/datasets</c>; the environment variable <c>KERAS_HOME</c> stands for <c>~/.keras</c>.</summary>
    public static DatasetCache Default()
    {
        string? home = Environment.GetEnvironmentVariable("KERAS_HOME");
        if (string.IsNullOrEmpty(home))
        {
            home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".keras");
        }
        return new(Path.Combine(home, "datasets"), Origin, Console.Out, new());
    }

    /// <summary>The path of a file, downloaded if it is not there or not the right one.</summary>
    /// <param name="dataset">What messages call the data set.</param>
    /// <param name="file">The file's name in the folder.</param>
    /// <param name="remote">Its name at the base address.</param>
    /// <param name="digest">What it must be.</param>
    /// <param name="cancellationToken">Ends a download.</param>
    /// <exception cref="DatasetUnavailableException">The file is not there and cannot be had.</exception>
    public string Find(string dataset, string file, string remote, FileDigest digest, CancellationToken cancellationToken)
    {
        string path = Path.Combine(Folder, file);
        var address = new Uri(BaseAddress, remote);
        try
        {
            if (File.Exists(path))
            {
                if (digest.Mismatch(path) is null)
                {
                    return path;
                }
                Output.WriteLine($"A local file was found, but it seems to be incomplete or outdated because its SHA-256 does not match the original value of {digest.Sha256} so we will re-download the data.");
            }
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // On a thread of its own, so that waiting for it here cannot block what it waits for.
            Task.Run(() => new Downloader(Output, Options).DownloadAsync(address, path, digest, cancellationToken), CancellationToken.None).GetAwaiter().GetResult();
            return path;
        }
        catch (TransferException error)
        {
            throw new DatasetUnavailableException($"{dataset} is not at hand and cannot be downloaded from {address}: {error.Message}.",
                $"Put the file into '{Path.GetDirectoryName(path)}' as '{Path.GetFileName(path)}', or give a folder with the four IDX files of the original distribution to LoadIdx.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatasetUnavailableException($"{dataset} cannot be kept at '{path}': {error.Message.TrimEnd('.')}.",
                "Make room there or let the folder be written to, name another one in the environment variable KERAS_HOME, or give a folder with the four IDX files of the original distribution to LoadIdx.", error);
        }
    }
}
