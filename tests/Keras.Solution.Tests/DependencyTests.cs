using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NetArchTest.Rules;

namespace Keras.Solution.Tests;

/// <summary>Dependencies point one way: Core, then Engine, then Keras, then Python; Datasets and Plotting stand on Core alone.</summary>
public class DependencyTests
{
    public static TheoryData<string, string[]> Allowed => new()
    {
        { "Keras.Core", [] },
        { "Keras.Engine", ["Keras.Core"] },
        { "Keras", ["Keras.Core", "Keras.Engine"] },
        { "Keras.Datasets", ["Keras.Core"] },
        { "Keras.Plotting", ["Keras.Core"] },
        { "Keras.Python", ["Keras.Core", "Keras.Engine", "Keras"] },
        { "Keras.Cli", ["Keras.Core", "Keras.Engine", "Keras", "Keras.Python"] },
    };

    [Theory, MemberData(nameof(Allowed))]
    public void AssemblyReferencesOnlyWhatItMay(string assembly, string[] allowed)
    {
        var ours = Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!).Where(IsOurs);
        Assert.Empty(ours.Except(allowed));
    }

    [Theory, MemberData(nameof(Allowed))]
    public void ProjectReferencesOnlyWhatItMay(string project, string[] allowed)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
        var references = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void EveryLibraryHasARule()
    {
        var projects = Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName);
        Assert.Empty(projects.Except(Allowed.Select(row => row.Data.Item1)));
    }

    [Fact]
    public void NumSharpStaysOutOfTheEngine()
    {
        var result = Types.InAssembly(Assembly.Load("Keras.Engine")).ShouldNot().HaveDependencyOn("NumSharp").GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    /// <summary>Python's interop, and the one call that asks for huge pages.</summary>
    [Fact]
    public void PlatformInvokeStaysInTheInteropFolder()
    {
        string hugePages = Path.Combine(Repository.Root, "src", "Keras.Core", "Arrays", "HugePages.cs");
        var offenders = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Repository.IsBuildOutput(file) && !file.Contains(Path.Combine("Keras.Python", "Interop")) && file != hugePages)
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"\b(DllImport|LibraryImport)\b"));
        Assert.Empty(offenders);
    }

    private static bool IsOurs(string name) => name == "Keras" || name.StartsWith("Keras.", StringComparison.Ordinal);
}
