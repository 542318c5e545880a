using System.Runtime.CompilerServices;
using Keras.Python;

namespace Keras.Parity.Tests;

/// <summary>Real Keras is at hand for the cases that train: with KERAS_BACKEND=jax they run on it, and must give the same numbers.</summary>
internal static class RealKeras
{
    [ModuleInitializer]
    public static void Register() => PythonBackend.Register();
}
