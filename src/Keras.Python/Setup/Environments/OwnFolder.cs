namespace Keras.Python.Setup;

/// <summary>The folders that setup makes. Each holds a stamp from its first moment, and only what holds one is ever deleted.</summary>
internal static class OwnFolder
{
    /// <summary>What a folder is called while it is deleted: an interrupted deletion leaves no half folder under the old name.</summary>
    public const string Leaving = ".removed-by-keras";

    private const string Begun = "{}";

    public static bool IsOurs(string folder) => File.Exists(Path.Combine(folder, EnvironmentStamp.FileName)) || (folder.EndsWith(Leaving, StringComparison.Ordinal) && Directory.Exists(folder));

    /// <summary>Makes an empty one in the place of what setup made there before.</summary>
    /// <exception cref="PythonSetupException">There is something that setup did not make.</exception>
    public static void Begin(string folder)
    {
        RequireOurs(folder);
        Remove(folder);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, EnvironmentStamp.FileName), Begun);
    }

    /// <summary>Whether its stamp was written, which comes last.</summary>
    public static bool IsFinished(string folder)
    {
        string stamp = Path.Combine(folder, EnvironmentStamp.FileName);
        return File.Exists(stamp) && File.ReadAllText(stamp) is { Length: > 0 } text && text != Begun;
    }

    /// <exception cref="PythonSetupException">There is something that setup did not make.</exception>
    public static void RequireOurs(string folder)
    {
        if (Directory.Exists(folder) && !IsOurs(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new PythonSetupException($"'{folder}' is there already, and setup did not make it, so it is left as it is. Move it away, or name another folder by --home or by the environment variable KERAS_HOME.");
        }
    }

    public static void Remove(string folder)
    {
        string leaving = folder.EndsWith(Leaving, StringComparison.Ordinal) ? folder : folder + Leaving;
        if (Directory.Exists(leaving))
        {
            Directory.Delete(leaving, recursive: true);
        }
        if (Directory.Exists(folder))
        {
            Directory.Move(folder, leaving);
            Directory.Delete(leaving, recursive: true);
        }
    }
}
