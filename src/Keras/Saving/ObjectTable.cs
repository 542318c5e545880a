using System.Collections;
using System.Text.Json.Nodes;

namespace Keras.Saving;

/// <summary>The classes of one kind by Keras's name, each with what makes one from its configuration: a written table, no reflection.</summary>
/// <param name="kind">What messages call them.</param>
/// <param name="otherNames">Names that stand for classes elsewhere, to be offered when one is misspelt.</param>
internal sealed class ObjectTable<T>(string kind, IEnumerable<string>? otherNames = null) : IEnumerable<string> where T : class
{
    private readonly Dictionary<string, Func<ConfigReader, T>> _entries = [];

    public Func<ConfigReader, T> this[string className] { set => _entries[className] = value; }

    public bool Contains(string className) => _entries.ContainsKey(className);

    /// <summary>Makes an object from <c>{class_name, config}</c>.</summary>
    /// <exception cref="ArgumentException">The class is not known here, or its configuration holds what is not.</exception>
    public T Make(JsonNode serialized)
    {
        var outer = serialized as JsonObject ?? throw new ArgumentException($"Expected the configuration of a {kind}, {{\"class_name\": ..., \"config\": ...}}; received: {NearestName.Shorten(serialized?.ToJsonString() ?? "null")}");
        string className = (string?)outer["class_name"] ?? throw new ArgumentException($"The configuration of a {kind} has no \"class_name\": {NearestName.Shorten(outer.ToJsonString())}");
        return Make(className, outer["config"] as JsonObject ?? []);
    }

    /// <summary>Makes an object of the named class.</summary>
    public T Make(string className, JsonObject config)
    {
        if (!_entries.TryGetValue(className, out var make))
        {
            throw new ArgumentException($"Unknown {kind} '{className}'.{NearestName.Suggest(className, _entries.Keys.Concat(otherNames ?? []))}");
        }
        var reader = new ConfigReader(className, config);
        var made = make(reader);
        reader.Finish();
        return made;
    }

    public IEnumerator<string> GetEnumerator() => _entries.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
