using System.IO.Compression;
using System.Xml.Linq;

namespace Keras.Solution.Tests;

/// <summary>The packages as <c>dotnet pack</c> makes them.</summary>
public sealed class Packages : IDisposable
{
    /// <summary>The packages' version.</summary>
    public const string Version = "0.1.0";

    private readonly TemporaryFolder _folder = new();

    public Packages() =>
        ChildProcess.Dotnet(["pack", Path.Combine(Repository.Root, "AutoEncoders.sln"), "-c", Repository.Configuration, "--no-build", "-o", Feed, "-v", "q", "--nologo"], Repository.Root).ExpectExitCode(0);

    /// <summary>The folder with the packages.</summary>
    public string Feed => _folder["feed"];

    /// <summary>Lets projects in a folder restore these packages.</summary>
    internal void WriteNuGetConfig(TemporaryFolder folder)
    {
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        // The packages of others come from this machine's cache, which is a feed as well; ours go to a cache of this test's own.
        File.WriteAllText(folder["nuget.config"], $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources>
                <add key="made here" value="{Feed}" />
                <add key="cache" value="{cache}" />
              </packageSources>
            </configuration>
            """);
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>Makes the packages once for all tests that use them.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class PackagesCollection : ICollectionFixture<Packages>;

/// <summary>What is in the packages, and that a project outside the solution can use them: it runs the C# of README.</summary>
[Collection(nameof(Packages))]
public sealed class PackageTests(Packages packages)
{
    [Theory]
    [InlineData("Keras.Core")]
    [InlineData("Keras.Engine")]
    [InlineData("Keras")]
    [InlineData("Keras.Datasets", "NOTICE")]
    [InlineData("Keras.Plotting", "licenses/DejaVuSans-LICENSE.txt")]
    [InlineData("Keras.Python")]
    public void APackageHoldsLibraryDocumentationReadmeAndLicences(string assembly, params string[] notices)
    {
        using var package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"AutoEncoders.{assembly}.{Packages.Version}.nupkg"));
        var entries = package.Entries.Select(entry => entry.FullName).ToHashSet();
        Assert.Superset(new HashSet<string>([$"lib/net10.0/{assembly}.dll", $"lib/net10.0/{assembly}.xml", "README.md", .. notices]), entries);

        var metadata = XDocument.Load(package.GetEntry($"AutoEncoders.{assembly}.nuspec")!.Open()).Root!.Elements().Single();
        string? Value(string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("README.md", Value("readme"));
        Assert.False(string.IsNullOrWhiteSpace(Value("description")));
        Assert.NotEqual("Package Description", Value("description"));

        using var symbols = ZipFile.OpenRead(Path.Combine(packages.Feed, $"AutoEncoders.{assembly}.{Packages.Version}.snupkg"));
        Assert.Contains($"lib/net10.0/{assembly}.pdb", symbols.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void TheToolIsOne()
    {
        using var package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"AutoEncoders.Keras.Cli.{Packages.Version}.nupkg"));
        using var settings = package.Entries.Single(entry => entry.Name == "DotnetToolSettings.xml").Open();
        var command = Assert.Single(XDocument.Load(settings).Descendants("Command"));
        Assert.Equal(("keras", "Keras.Cli.dll"), (command.Attribute("Name")!.Value, command.Attribute("EntryPoint")!.Value));
    }

    [Fact]
    public void OnlyTheLibrariesAndTheToolArePackages() => Assert.Equal(
        [.. new[] { "Keras", "Keras.Cli", "Keras.Core", "Keras.Datasets", "Keras.Engine", "Keras.Plotting", "Keras.Python" }.Select(name => $"AutoEncoders.{name}.{Packages.Version}.nupkg").Order()],
        Directory.GetFiles(packages.Feed, "*.nupkg").Select(Path.GetFileName).Order());

    [Fact]
    public void AProjectOutsideTheSolutionRunsTheCodeOfReadme()
    {
        using var folder = new TemporaryFolder();
        packages.WriteNuGetConfig(folder);
        File.WriteAllText(folder["User.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
                <SelfContained>false</SelfContained>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AutoEncoders.Keras" Version="{Packages.Version}" />
                <PackageReference Include="AutoEncoders.Keras.Datasets" Version="{Packages.Version}" />
                <PackageReference Include="AutoEncoders.Keras.Plotting" Version="{Packages.Version}" />
                <PackageReference Include="AutoEncoders.Keras.Python" Version="{Packages.Version}" />
              </ItemGroup>
            </Project>
            """);
        var blocks = ReadmeProgram.Blocks();
        File.WriteAllText(folder["Program.cs"], ReadmeProgram.Of(blocks));
        ChildProcess.Dotnet(["build", "-c", "Release", "-o", folder["out"], "-v", "q", "--nologo", "-m:1", "-p:UseSharedCompilation=false"], folder.Path).ExpectExitCode(0);
        Assert.Equal(File.ReadAllBytes(Repository.BuildOutput("src/Keras", "Keras.dll")), File.ReadAllBytes(folder["out/Keras.dll"]));

        var run = ChildProcess.Dotnet([folder["out/User.dll"]], folder.Path);
        run.ExpectExitCode(0);
        Assert.Contains("Total params: 490,564 (1.87 MB)", run.Output);
        Assert.Contains("4 3 0.2588", run.Output);
        Assert.Contains("of the digits are named rightly.", run.Output);
        Assert.True(File.Exists(folder["weights.npz"]));
        Assert.True(File.Exists(folder["original_data.png"]));
        Assert.Contains(ReadmeProgram.Done(blocks.Count), run.Output);

        Assert.SkipWhen(PythonWithNumPy.Executable is null, "all of README has run but its Python, which needs python3 or /usr/bin/python3 with NumPy");
        var python = ChildProcess.Dotnet([folder["out/User.dll"], ReadmeProgram.Python], folder.Path, PythonWithNumPy.Environment);
        python.ExpectExitCode(0);
        Assert.Contains("LinAlgError: Singular matrix", python.Output);
        Assert.Contains("2 -1", python.Output);
        Assert.Contains("[3.0, -2.0, 1.0]", python.Output);
    }
}
