using System.Text.RegularExpressions;

namespace Keras;

/// <summary>Names for what was given none: the class's name in snake case, and a number from the second on, counted in the process.</summary>
internal static partial class AutoName
{
    private static readonly Dictionary<string, int> Counts = [];

    public static string Next(string prefix)
    {
        lock (Counts)
        {
            int count = Counts.GetValueOrDefault(prefix);
            Counts[prefix] = count + 1;
            return count == 0 ? prefix : $"{prefix}_{count}";
        }
    }

    public static void Clear()
    {
        lock (Counts)
        {
            Counts.Clear();
        }
    }

    /// <summary><c>Conv2DTranspose</c> becomes <c>conv2d_transpose</c>, <c>ReLU</c> <c>re_lu</c>, as in Keras.</summary>
    public static string ToSnakeCase(string className) =>
        WordEnd().Replace(WordStart().Replace(className, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("(.)([A-Z][a-z0-9]+)")]
    private static partial Regex WordStart();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex WordEnd();
}
