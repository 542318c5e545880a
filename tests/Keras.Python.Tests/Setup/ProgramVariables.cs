namespace Keras.Python.Tests;

/// <summary>Sets the variables by which a program chooses its Python and backend, for a while: none of them but what is named.</summary>
internal sealed class ProgramVariables : IDisposable
{
    private readonly Variable _python, _backend, _home;

    public ProgramVariables(string? python = null, string? backend = null, string? home = null)
    {
        // The tests' own choice of a Python looks at the same variable, once.
        _ = (RealKeras.Python, Pythons.All);
        (_python, _backend, _home) = (new(PythonChoice.Variable, python), new("KERAS_BACKEND", backend), new("KERAS_HOME", home));
    }

    public void Dispose()
    {
        _python.Dispose();
        _backend.Dispose();
        _home.Dispose();
    }
}
