namespace Keras.Python.Setup;

/// <summary>Lets one process at a time make an environment: a file that is held open.</summary>
internal static class EnvironmentLock
{
    /// <summary>What the lock's file is called, after the folder's name.</summary>
    public const string Extension = ".lock";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the turn; disposing the result ends it, and so does the end of the process.</summary>
    public static async Task<IDisposable> TakeAsync(string path, IProgress<string>? progress, CancellationToken cancellation)
    {
        for (bool isWaiting = false; ; isWaiting = true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryTake(path) is { } turn)
            {
                return turn;
            }
            if (!isWaiting)
            {
                progress?.Report($"Another process is at '{path[..^Extension.Length]}'; waiting for it");
            }
            await Task.Delay(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The turn, or null while another has it.</summary>
    public static IDisposable? TryTake(string path, FileOptions options = FileOptions.None)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, options);
        }
        catch (IOException error) when (IsHeld(error))
        {
            return null;
        }
    }

    /// <summary>EAGAIN of Linux, EAGAIN of macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static bool IsHeld(IOException error) => (error.HResult & 0xFFFF) == (OperatingSystem.IsWindows() ? 32 : OperatingSystem.IsMacOS() ? 35 : 11);
}
