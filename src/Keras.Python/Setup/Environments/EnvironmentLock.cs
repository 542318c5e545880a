namespace Keras.Python.Setup;

/// <summary>Lets one process at a time make an environment: a file that is held open.</summary>
internal static class EnvironmentLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the turn; disposing the result ends it, and so does the end of the process.</summary>
    public static async Task<IDisposable> TakeAsync(string path, IProgress<string>? progress, CancellationToken cancellation)
    {
        for (bool isWaiting = false; ; isWaiting = true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (!isWaiting)
                {
                    progress?.Report("Another process makes this environment; waiting for it.");
                }
                await Task.Delay(Pause, cancellation).ConfigureAwait(false);
            }
        }
    }
}
