using System.Runtime.InteropServices;

namespace Keras.Python.Setup;

/// <summary>A standalone build of Python for one platform.</summary>
/// <param name="Platform">.NET's name of the platform.</param>
/// <param name="Triple">The build's.</param>
/// <param name="Sha256">The archive's digest.</param>
internal sealed record StandaloneBuild(string Platform, string Triple, string Sha256)
{
    /// <summary>
    /// CPython 3.12.6, release 20240909 of python-build-standalone. Digests: <see href="https://github.com/astral-sh/uv/blob/main/crates/uv-python/download-metadata.json"/>.
    /// </summary>
    private static readonly StandaloneBuild[] s_all =
    [
        new("linux-x64", "x86_64-unknown-linux-gnu", "b080463e4f0c452e592cdac1ca97936a6a19bb3d9a64da669a50ca843fce0108"),
        new("linux-arm64", "aarch64-unknown-linux-gnu", "22d119ac7df7f0bddfd4dfd075bcc4eb2532ed3df0bdba0579106835d49ef9cd"),
        new("osx-x64", "x86_64-apple-darwin", "b10d19eb5548a3b3b0a5e6f9109834d7ecfc139bc15754f81a94d39eaa5bdd26"),
        new("osx-arm64", "aarch64-apple-darwin", "0419bafa4444a5aa0c554197bce0679e7cc0f28edc7ee8cfbe0ccea860bdb904"),
        new("win-x64", "x86_64-pc-windows-msvc", "fe9898060f52c2171c2aa074f470f91339bdcf9896dae6709021c914f58aa863"),
    ];

    /// <summary>Where archives are; the environment variable <c>KERAS_PYTHON_MIRROR</c> stands for the folder of all releases.</summary>
    public static string Origin => Environment.GetEnvironmentVariable("KERAS_PYTHON_MIRROR") is { Length: > 0 } mirror
        ? mirror.TrimEnd('/')
        : "https://github.com/astral-sh/python-build-standalone/releases/download";

    /// <summary>The archive's address.</summary>
    public Uri Address => new($"{Origin}/20240909/cpython-3.12.6%2B20240909-{Triple}-install_only_stripped.tar.gz");

    /// <summary>The build for this machine.</summary>
    /// <exception cref="PythonSetupException">There is none.</exception>
    public static StandaloneBuild ForThisMachine()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string platform = $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
        bool isMusl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal);
        return (isMusl ? null : Array.Find(s_all, build => build.Platform == platform))
            ?? throw new PythonSetupException($"There is no standalone Python for {RuntimeInformation.RuntimeIdentifier}. Install Python 3.11 to 3.14 with its shared library, and name it by --python.");
    }
}
