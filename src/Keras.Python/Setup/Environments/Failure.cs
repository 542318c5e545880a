namespace Keras.Python.Setup;

/// <summary>What a newcomer needs to know of the many lines of a failed program.</summary>
internal static class Failure
{
    /// <summary>The system's words for a full disk.</summary>
    public const string FullDisk = "No space left on device";

    /// <summary>One sentence on what failed and what to do; null when the lines hold nothing known.</summary>
    public static string? Explain(string what, IReadOnlyList<string> lines)
    {
        string? Find(string text) => lines.FirstOrDefault(line => line.Contains(text, StringComparison.OrdinalIgnoreCase))?.Trim();
        if (Find(FullDisk) is not null)
        {
            return $"{what}: the disk is full. Make room, or name another folder by --home or by the environment variable KERAS_HOME.";
        }
        if (Find("Permission denied") is { } denied)
        {
            return $"{what}: permission denied ({denied}). Let the folder be written to, or name another one by --home or by the environment variable KERAS_HOME.";
        }
        if (Find("do not match the hashes") is not null || Find("THESE PACKAGES DO NOT MATCH") is not null)
        {
            return $"{what}: a package is not the one that was locked: its SHA-256 differs. Look at where packages come from (index, proxy, folder of wheels), and try again.";
        }
        if (Find("is not a supported wheel on this platform") is { } wheel)
        {
            return $"{what}: {wheel.Replace("ERROR: ", "", StringComparison.Ordinal).TrimEnd('.')}. Take wheels for this system and this Python.";
        }
        foreach (string sign in (string[])["NewConnectionError", "Temporary failure in name resolution", "Connection refused", "Network is unreachable", "ConnectTimeoutError", "ProxyError", "Max retries exceeded"])
        {
            if (Find(sign) is not null)
            {
                return $"{what}: no connection to the Python package index. Check the network, set HTTPS_PROXY or PIP_INDEX_URL, or install from a folder of wheels by --wheels DIR.";
            }
        }
        if (Find("No matching distribution found for") is { } missing)
        {
            string package = missing[(missing.IndexOf(" for ", StringComparison.Ordinal) + 5)..].Trim();
            return $"{what}: there is no build of {package} for this system and this Python where packages come from. Name another Python by --python, or another folder by --wheels.";
        }
        return null;
    }
}
