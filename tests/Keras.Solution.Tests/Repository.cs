using System.Runtime.CompilerServices;

namespace Keras.Solution.Tests;

/// <summary>Where the sources lie: the folder of the solution above this file.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static bool IsBuildOutput(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");

    /// <summary>Release or Debug: as this assembly is built.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar).SkipWhile(part => part != "bin").ElementAt(1);

    /// <summary>A file that building a project made.</summary>
    public static string BuildOutput(string project, string file)
    {
        string folder = Path.Combine(Root, project, "bin", Configuration, "net10.0");
        string[] found = Directory.Exists(folder) ? Directory.GetFiles(folder, file, SearchOption.AllDirectories) : [];
        return found.Order().FirstOrDefault()
            ?? throw new FileNotFoundException($"'{file}' was not found below '{folder}'. Build the solution first: dotnet build -c {Configuration} AutoEncoders.sln");
    }

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
