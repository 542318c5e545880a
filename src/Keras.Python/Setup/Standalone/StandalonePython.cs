using System.Formats.Tar;
using System.IO.Compression;
using Keras.Datasets;

namespace Keras.Python.Setup;

/// <summary>Downloads a standalone Python once, checks it, and unpacks it.</summary>
internal static class StandalonePython
{
    private const string ArchiveExtension = ".tar.gz";

    /// <summary>The version that is downloaded.</summary>
    public static Version Version { get; } = new(3, 12, 6);

    /// <summary>The name of its folder.</summary>
    public static string Name => $"cpython-{Version}";

    /// <summary>What a download leaves beside that folder until it is done.</summary>
    public static IEnumerable<string> Archives(string folder) => [folder + ArchiveExtension, folder + ArchiveExtension + ".part"];

    /// <summary>The interpreter of the standalone Python below that folder.</summary>
    /// <exception cref="PythonSetupException">It cannot be had.</exception>
    public static Task<string> EnsureAsync(string home, IProgress<string>? progress, CancellationToken cancellation) => EnsureAsync(home, StandaloneBuild.ForThisMachine(), progress, cancellation);

    internal static async Task<string> EnsureAsync(string home, StandaloneBuild build, IProgress<string>? progress, CancellationToken cancellation)
    {
        string folder = Path.Combine(home, Name);
        string interpreter = OperatingSystem.IsWindows() ? Path.Combine(folder, "python", "python.exe") : Path.Combine(folder, "python", "bin", "python3");
        using var turn = await EnvironmentLock.TakeAsync(folder + EnvironmentLock.Extension, progress, cancellation).ConfigureAwait(false);
        if (OwnFolder.IsFinished(folder) && File.Exists(interpreter))
        {
            return interpreter;
        }
        string archive = folder + ArchiveExtension;
        var digest = new FileDigest(build.Sha256, OfContents: false);
        try
        {
            if (!File.Exists(archive) || digest.Mismatch(archive) is not null)
            {
                var options = new DownloadOptions { LongestFile = 1 << 28, KeepsPart = true };
                await new Downloader(new ProgressWriter(progress), options).DownloadAsync(build.Address, archive, digest, cancellation).ConfigureAwait(false);
            }
            progress?.Report($"Unpacking Python {Version}");
            OwnFolder.Begin(folder);
            using (var file = File.OpenRead(archive))
            using (var contents = new GZipStream(file, CompressionMode.Decompress))
            {
                // Refuses entries that would lie outside the folder.
                await TarFile.ExtractToDirectoryAsync(contents, folder, overwriteFiles: false, cancellation).ConfigureAwait(false);
            }
            if (!File.Exists(interpreter))
            {
                throw new InvalidDataException($"there is no '{Path.GetRelativePath(folder, interpreter)}' in it");
            }
            File.WriteAllText(Path.Combine(folder, EnvironmentStamp.FileName), $"{{\"python\": \"{Version}\"}}");
            File.Delete(archive);
            return interpreter;
        }
        catch (TransferException error)
        {
            throw new PythonSetupException($"A standalone Python {Version} cannot be downloaded from {build.Address}: {error.Message}. Install Python 3.11 to 3.14 (on Debian and Ubuntu: apt install python3 python3-venv libpython3-dev), check the network or HTTPS_PROXY, or name a mirror in the environment variable KERAS_PYTHON_MIRROR.", error);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new PythonSetupException($"The archive of Python {Version} from {build.Address} cannot be unpacked: {error.Message.TrimEnd('.')}. Run it again, or install Python 3.11 to 3.14 and name it by --python.", error);
        }
    }
}
