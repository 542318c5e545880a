using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Core;

namespace Keras.Python.Setup;

/// <summary>The file that says an environment is whole, and what was asked of it: written last.</summary>
/// <param name="Backend">What Keras computes with.</param>
/// <param name="Gpu">Whether it holds builds for GPUs.</param>
/// <param name="Python">The version of its Python.</param>
/// <param name="Base">The interpreter it was made of.</param>
/// <param name="Requirements">The SHA-256 of what was installed; empty when nothing was.</param>
/// <param name="Uses">The interpreter of an environment that was there already, of which this is the record; null for one that was made.</param>
internal sealed record EnvironmentStamp(string Backend, bool Gpu, string Python, string Base, string Requirements, string? Uses = null)
{
    /// <summary>Its name in the folder; before the environment is whole, its contents are empty.</summary>
    public const string FileName = "autoencoders.json";

    /// <summary>The stamp of that folder; null when there is none, or one that cannot be read.</summary>
    public static EnvironmentStamp? Read(string folder)
    {
        try
        {
            var node = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, FileName)))!;
            return new((string)node["backend"]!, (bool)node["gpu"]!, (string)node["python"]!, (string)node["base"]!, (string)node["requirements"]!, (string?)node["uses"]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or NullReferenceException or ArgumentNullException)
        {
            return null;
        }
    }

    public void Write(string folder)
    {
        var node = new JsonObject { ["backend"] = Backend, ["gpu"] = Gpu, ["python"] = Python, ["base"] = Base, ["requirements"] = Requirements };
        if (Uses is not null)
        {
            node["uses"] = Uses;
        }
        string path = Path.Combine(folder, FileName), temporary = AtomicFile.TemporaryBeside(path);
        File.WriteAllText(temporary, node.ToJsonString());
        File.Move(temporary, path, overwrite: true);
    }
}
