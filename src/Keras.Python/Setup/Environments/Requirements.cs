using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Keras.Python.Setup;

/// <summary>What is installed: a locked list that comes with this library.</summary>
/// <param name="Text">The list, in pip's form.</param>
/// <param name="Sha256">Its digest.</param>
/// <param name="HasHashes">Whether it names the digest of every file.</param>
internal sealed partial record Requirements(string Text, string Sha256, bool HasHashes)
{
    /// <summary>The packages of the list as name==version.</summary>
    public IEnumerable<string> Exact => Package().Matches(Text).Select(match => $"{match.Groups[1]}=={match.Groups[2]}");

    /// <summary>The list for a backend: that of this very platform and Python where there is one, else the general one.</summary>
    public static Requirements For(PythonEnvironmentOptions options, Version python)
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string platform = $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}-cp{python.Major}{python.Minor}";
        string text = EmbeddedText.TryRead($"requirements/{options.Variant}-{platform}.txt") ?? EmbeddedText.Read($"requirements/{options.Variant}.txt");
        return new(text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), text.Contains("--hash=", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", RegexOptions.Multiline)]
    private static partial Regex Package();
}
