using Keras.Core;
using Keras.Saving;

namespace Keras.Activations;

/// <summary>Every activation by Keras's name.</summary>
internal static class ActivationTable
{
    private static readonly Dictionary<string, Func<Value, Value>> Entries = new()
    {
        ["linear"] = x => x,
        ["relu"] = x => Op.Maximum(0, x),
        ["sigmoid"] = x => 1 / (1 + Op.Exp(-x)),
    };

    public static IEnumerable<string> Names => Entries.Keys;

    public static ActivationFunction Get(string name) => Entries.TryGetValue(name, out var function)
        ? new(name, function)
        : throw new ArgumentException($"Unknown activation '{name}'.{NearestName.Suggest(name, Entries.Keys)}");
}
