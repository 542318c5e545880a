namespace Keras.Datasets;

/// <summary>How patient a download is.</summary>
internal sealed record DownloadOptions
{
    /// <summary>No connection within this time counts as no network.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A transfer of which nothing comes for so long has failed.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a failed transfer, or one with a wrong digest, is tried again.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The pause before the first further attempt; it doubles from one to the next.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether what has come of a broken transfer is kept and gone on with, by the next attempt or the next call. One process at a time may fetch such a file.</summary>
    public bool KeepsPart { get; init; }

    /// <summary>A longer file is not the one that is wanted, and is not read to its end.</summary>
    public long LongestFile { get; init; } = 1 << 26;
}
