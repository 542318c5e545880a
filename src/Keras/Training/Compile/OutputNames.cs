using Keras.Saving;

namespace Keras.Training;

/// <summary>Gives what was written by the outputs' names to the outputs' places.</summary>
internal static class OutputNames
{
    /// <summary>For each output its part; default where there is none.</summary>
    public static T?[] Place<T>(string argument, Model model, IReadOnlyList<string> outputs, IReadOnlyList<string> names, IReadOnlyList<T?> parts, bool all)
    {
        var placed = new T?[outputs.Count];
        for (int i = 0; i < names.Count; i++)
        {
            int at = outputs.ToList().IndexOf(names[i]);
            placed[at >= 0 ? at : throw new ArgumentException($"{argument}: model '{model.Name}' has no output '{names[i]}'.{NearestName.Suggest(names[i], outputs)}")] = parts[i];
        }
        if (all && outputs.Except(names).ToArray() is [_, ..] missing)
        {
            throw new ArgumentException($"{argument}: expected an entry for every output of model '{model.Name}' ({string.Join(", ", outputs)}), received none for {string.Join(", ", missing)}.");
        }
        return placed;
    }

    /// <summary>The outputs' names, made different where one layer gives several.</summary>
    public static IReadOnlyList<string> Of(Model model)
    {
        var counts = new Dictionary<string, int>();
        return [.. model.OutputNames.Select(name =>
        {
            int seen = counts.GetValueOrDefault(name);
            counts[name] = seen + 1;
            return seen == 0 ? name : $"{name}_{seen}";
        })];
    }
}
