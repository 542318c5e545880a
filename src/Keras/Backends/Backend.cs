using Keras.Backends;
using Keras.Saving;

namespace Keras;

/// <summary>What trains, evaluates and predicts: the built-in engine, <c>"native"</c>, or real Keras in Python, <c>"jax"</c>, <c>"tensorflow"</c> or <c>"torch"</c>.</summary>
/// <remarks>
/// The engine is the default. The environment variable <c>KERAS_BACKEND</c> chooses another one, <see cref="Use"/> goes before it. A model may be trained by one and then by
/// another: its weights and its optimizer's state go along. Real Keras comes with the package AutoEncoders.Keras.Python, which a program names once: <c>PythonBackend.Register()</c>.
/// </remarks>
/// <example><code>
/// PythonBackend.Register();
/// Backend.Use("jax");
/// </code></example>
public static class Backend
{
    /// <summary>The name of the built-in engine.</summary>
    internal const string Native = "native";

    /// <summary>The environment variable.</summary>
    internal const string Variable = "KERAS_BACKEND";

    private static readonly BackendChoice s_native = new(Native, null);
    private static readonly string[] s_names = [Native, "jax", "tensorflow", "torch"];
    private static Func<Model, BackendChoice, IModelBackend>? s_python;
    private static BackendChoice? s_chosen;

    /// <summary>The backend in use, by name.</summary>
    /// <exception cref="ArgumentException">The environment variable names none.</exception>
    public static string Name => Current.Name;

    /// <summary>The backend in use and its device.</summary>
    internal static BackendChoice Current => s_chosen
        ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? new(Check(named, $"The environment variable {Variable}"), null) : s_native);

    /// <summary>Chooses the backend for all models, from the next call on.</summary>
    /// <param name="name">"native", "jax", "tensorflow" or "torch".</param>
    /// <param name="device">Where real Keras computes, by its own names: "cpu", "gpu", "gpu:1". Its own choice when null. A device that is not there is an error at the first use.</param>
    /// <exception cref="ArgumentException">There is no such backend, or the engine is to use a device.</exception>
    /// <exception cref="InvalidOperationException">Real Keras is asked for, and the program has not registered it.</exception>
    /// <example><code>Backend.Use("jax", device: "gpu");</code></example>
    public static void Use(string name, string? device = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Check(name, "Backend.Use");
        if (name == Native && device is not (null or "cpu"))
        {
            throw new ArgumentException($"Backend.Use: the built-in engine computes on the CPU, received device '{device}'. Choose \"jax\", \"tensorflow\" or \"torch\" for a GPU.", nameof(device));
        }
        if (name != Native)
        {
            Provider(name);
        }
        s_chosen = new(name, name == Native ? null : device);
    }

    /// <summary>Makes the named backend of models; called by the package that holds it.</summary>
    internal static void Register(Func<Model, BackendChoice, IModelBackend> python) => s_python = python;

    /// <summary>The backend in use, for a model.</summary>
    internal static IModelBackend Make(Model model, BackendChoice choice) => choice.Name == Native ? new NativeBackend(model) : Provider(choice.Name)(model, choice);

    private static Func<Model, BackendChoice, IModelBackend> Provider(string name) => s_python
        ?? throw new InvalidOperationException($"The backend '{name}' is real Keras in Python, which this program has not registered. Reference the package AutoEncoders.Keras.Python and begin the program with Keras.Python.PythonBackend.Register().");

    private static string Check(string name, string who) => s_names.Contains(name)
        ? name
        : throw new ArgumentException($"{who}: unknown backend '{name}'.{NearestName.Suggest(name, s_names)}");
}
