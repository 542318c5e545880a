using System.Reflection;
using PublicApiGenerator;

namespace Keras.Solution.Tests;

/// <summary>What is public is written down, a file a library, and changes only on purpose.</summary>
public class PublicSurfaceTests
{
    [Theory]
    [InlineData("Keras.Core")]
    [InlineData("Keras.Engine")]
    [InlineData("Keras")]
    [InlineData("Keras.Datasets")]
    [InlineData("Keras.Plotting")]
    [InlineData("Keras.Python")]
    public void PublicSurfaceIsTheRecordedOne(string assembly)
    {
        string actual = Assembly.Load(assembly).GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        string file = Path.Combine(Repository.Root, "tests", "Keras.Solution.Tests", "PublicSurface", assembly + ".txt");
        if (Environment.GetEnvironmentVariable("KERAS_RECORD_PUBLIC_SURFACE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }
        Assert.True(File.Exists(file), $"There is no record of the public surface of {assembly}. Run the tests once with KERAS_RECORD_PUBLIC_SURFACE=1 and look at the difference.");
        Assert.True(File.ReadAllText(file) == actual, $"The public surface of {assembly} differs from its record {file}. If that is meant, run the tests once with KERAS_RECORD_PUBLIC_SURFACE=1 and look at the difference.");
    }
}
