using System.Text.RegularExpressions;

namespace Keras.Solution.Tests;

/// <summary>One program of README's blocks of C#, each with less work: the sample for MNIST, one epoch for twenty.</summary>
internal static partial class ReadmeProgram
{
    private static readonly (string InReadme, string Instead)[] LessWork =
    [
        ("Mnist.LoadData()", "Mnist.LoadSample()"),
        ("epochs: 20", "epochs: 1"),
    ];

    /// <summary>The argument with which the program runs the blocks that need Python, instead of all others.</summary>
    public const string Python = "python";

    public static List<string> Blocks() =>
        [.. Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(match => match.Groups["code"].Value)];

    /// <summary>What the program writes when all blocks but those that need Python have run.</summary>
    public static string Done(int count) => $"{count} blocks of README have run.";

    public static string Of(IReadOnlyList<string> blocks)
    {
        foreach (var (text, _) in LessWork)
        {
            Assert.Contains(blocks, block => block.Contains(text));
        }
        var lines = blocks.Select(block => LessWork.Aggregate(block, (code, change) => code.Replace(change.InReadme, change.Instead)).Split('\n')).ToArray();
        var usings = lines.SelectMany(block => block.Where(IsUsing)).Distinct();
        var methods = lines.Select((block, index) => $"static void Block{index}()\n{{\n{string.Join('\n', block.Where(line => !IsUsing(line)))}\n}}\n");
        return $$"""
            {{string.Join('\n', usings)}}

            if (args is ["{{Python}}"])
            {
            {{Calls(UsesPython)}}
                return;
            }
            {{Calls(block => !UsesPython(block))}}
            Console.WriteLine("{{Done(blocks.Count)}}");

            {{string.Join('\n', methods)}}
            """;

        string Calls(Func<string, bool> which) => string.Join('\n', blocks.Index().Where(block => which(block.Item)).Select(block => $"Block{block.Index}();"));
    }

    private static bool UsesPython(string block) => block.Contains("Py.", StringComparison.Ordinal);

    private static bool IsUsing(string line) => UsingDirective().IsMatch(line);

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^using (static )?[\w.]+( = [\w.]+)?;")]
    private static partial Regex UsingDirective();
}
