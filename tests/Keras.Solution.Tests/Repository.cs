using System.Runtime.CompilerServices;

namespace Keras.Solution.Tests;

/// <summary>Where the sources lie: the folder of the solution above this file.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static bool IsBuildOutput(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Directory.Exists(Path.GetDirectoryName(here)) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AutoEncoders.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new DirectoryNotFoundException("AutoEncoders.sln was not found above the tests.");
    }
}
