using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Keras.Python.Setup;

/// <summary>What is installed: a locked list that comes with this library.</summary>
/// <param name="Text">The list, in pip's form.</param>
/// <param name="Sha256">Its digest.</param>
/// <param name="HasHashes">Whether it names the digest of every file.</param>
internal sealed record Requirements(string Text, string Sha256, bool HasHashes)
{
    /// <summary>The list for a backend: that of this very platform and Python where there is one, else the general one.</summary>
    public static Requirements For(PythonEnvironmentOptions options, Version python)
    {
        string platform = $"{options.Variant}-{(OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}-cp{python.Major}{python.Minor}";
        string text = Read(platform) ?? Read(options.Variant)!;
        return new(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), text.Contains("--hash=", StringComparison.Ordinal));
    }

    private static string? Read(string name)
    {
        using var stream = typeof(Requirements).Assembly.GetManifestResourceStream($"requirements/{name}.txt");
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
