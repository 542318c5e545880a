namespace Keras.Solution.Tests;

/// <summary>A program outside the solution that uses the packages and is published ahead of time: without a JIT, it computes what the same program does with one.</summary>
[Collection(nameof(Packages))]
public sealed class AheadOfTimeTests(Packages packages)
{
    [Fact]
    public void AProgramPublishedAheadOfTimeLoadsPredictsAndTrainsToTheSameBits()
    {
        string[] linkers = OperatingSystem.IsWindows() ? [] : ["clang", "gcc"];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(linkers.Any(linker => path.Any(folder => File.Exists(Path.Combine(folder, linker)))), "publishing ahead of time needs clang or gcc to link");

        using var folder = new TemporaryFolder();
        packages.WriteNuGetConfig(folder);
        File.Copy(Path.Combine(Repository.Root, "tests/Keras.Starts/Program.cs"), folder["Program.cs"]);
        File.WriteAllText(folder["Ahead.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <InvariantGlobalization>true</InvariantGlobalization>
                <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
                <PublishAot>true</PublishAot>
                <IlcInstructionSet>native</IlcInstructionSet>
                <TrimmerSingleWarn>false</TrimmerSingleWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AutoEncoders.Keras" Version="{Packages.Version}" />
              </ItemGroup>
            </Project>
            """);
        var restore = ChildProcess.Dotnet(["restore", "-v", "q", "--nologo"], folder.Path);
        Assert.SkipWhen(restore.ExitCode != 0 && restore.Output.Contains("ILCompiler", StringComparison.Ordinal), "publishing ahead of time needs the package Microsoft.DotNet.ILCompiler, which cannot be restored here");
        restore.ExpectExitCode(0);
        var publish = ChildProcess.Dotnet(["publish", "--no-restore", "-c", "Release", "-o", folder["out"], "-v", "q", "--nologo", "-m:1", "-p:UseSharedCompilation=false"], folder.Path);
        publish.ExpectExitCode(0);
        // What NumSharp is warned of is its own; what it does here works.
        Assert.DoesNotMatch(@"IL\d+: Keras\.", publish.Output);

        string[] step = ["step", folder.Path];
        ChildProcess.Run(folder["out/Ahead"], ["save", folder.Path], folder.Path).ExpectExitCode(0);
        var ahead = ChildProcess.Run(folder["out/Ahead"], step, folder.Path);
        ahead.ExpectExitCode(0);
        var jit = ChildProcess.Dotnet([Repository.BuildOutput("tests/Keras.Starts", "Keras.Starts.dll"), .. step], folder.Path);
        jit.ExpectExitCode(0);
        Assert.Equal(4, jit.Output.Trim().Split('\n').Length);
        Assert.Equal(jit.Output, ahead.Output);
    }
}
