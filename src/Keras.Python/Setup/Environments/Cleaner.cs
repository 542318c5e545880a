namespace Keras.Python.Setup;

/// <summary>Removes what setup made, and nothing else.</summary>
internal static class Cleaner
{
    /// <returns>The folders that were removed.</returns>
    /// <exception cref="PythonSetupException">One of them is being made right now.</exception>
    public static IReadOnlyList<string> Clean(string home)
    {
        if (!Directory.Exists(home))
        {
            return [];
        }
        var removed = new List<string>();
        foreach (string folder in Directory.GetDirectories(home).Where(OwnFolder.IsOurs).Order(StringComparer.Ordinal))
        {
            Locked(folder, () => OwnFolder.Remove(folder));
            removed.Add(folder);
        }
        foreach (string variant in PythonEnvironmentOptions.AllVariants.Select(variant => Path.Combine(home, variant)).Where(path => File.Exists(path + EnvironmentLock.Extension)))
        {
            Locked(variant, () => { });
        }
        string standalone = Path.Combine(home, StandalonePython.Name);
        if (StandalonePython.Archives(standalone).Append(standalone + EnvironmentLock.Extension).Any(File.Exists))
        {
            Locked(standalone, () => StandalonePython.Archives(standalone).ToList().ForEach(File.Delete));
        }
        return removed;
    }

    /// <summary>Does it while no other process uses the folder; its lock goes, too.</summary>
    private static void Locked(string folder, Action action)
    {
        string path = folder.Replace(OwnFolder.Leaving, "", StringComparison.Ordinal) + EnvironmentLock.Extension;
        using var turn = EnvironmentLock.TryTake(path, FileOptions.DeleteOnClose)
            ?? throw new PythonSetupException($"'{folder}' is being made by another process right now. Try again when that has ended.");
        action();
    }
}
