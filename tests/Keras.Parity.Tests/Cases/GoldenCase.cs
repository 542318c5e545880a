using System.Text.Json.Nodes;
using Keras.Core;
using NumSharp;

namespace Keras.Parity.Tests.Cases;

/// <summary>A case computed by a real framework: NAME.json (what to build, what to expect) and NAME.npz (the arrays).</summary>
internal sealed class GoldenCase
{
    private readonly Dictionary<string, NDArray> _arrays;

    private GoldenCase(string name, JsonObject description, Dictionary<string, NDArray> arrays)
    {
        Name = name;
        Description = description;
        _arrays = arrays;
    }

    public string Name { get; }

    public JsonObject Description { get; }

    public string Kind => (string)Description["kind"]!;

    /// <summary>Reads the case <c>folder/name</c> below the root of the cases.</summary>
    public static GoldenCase Load(string name)
    {
        string path = Path.Combine(GoldenFolder.Root, name);
        var description = (JsonObject)JsonNode.Parse(File.ReadAllText(path + ".json"), documentOptions: new() { MaxDepth = 512 })!;
        var arrays = File.Exists(path + ".npz") ? Npz.Load(path + ".npz") : [];
        return new GoldenCase(name, description, arrays);
    }

    public bool Has(string array) => _arrays.ContainsKey(array);

    public NDArray Array(string name) => _arrays[name];

    /// <summary>The arrays <c>prefix0, prefix1, ...</c>.</summary>
    public NDArray[] Arrays(string prefix)
    {
        var found = new List<NDArray>();
        while (_arrays.TryGetValue($"{prefix}{found.Count}", out var array))
        {
            found.Add(array);
        }
        return [.. found];
    }
}
