namespace Keras.Saving;

/// <summary>Keras's two spellings of a class: <c>GlorotUniform</c> and <c>glorot_uniform</c>.</summary>
internal static class ClassNames
{
    /// <summary>The class of which <paramref name="name"/> is the name or its snake case; <paramref name="name"/> itself when there is none.</summary>
    public static string Find(string name, IEnumerable<string> classNames) =>
        classNames.FirstOrDefault(className => className == name || AutoName.ToSnakeCase(className) == name || className.ToLowerInvariant() == name) ?? name;
}
