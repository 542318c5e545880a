namespace Keras.Python.Tests;

/// <summary>Sets the variables by which a program chooses its Python and backend, for a while: none of them but what is named. And Python may leave compiled modules, as it does by itself.</summary>
internal sealed class ProgramVariables : IDisposable
{
    private readonly Variable _python, _backend, _home, _noBytecode;

    public ProgramVariables(string? python = null, string? backend = null, string? home = null)
    {
        // The tests' own choice of a Python looks at the same variable, once.
        _ = (RealKeras.Python, Pythons.All);
        (_python, _backend, _home, _noBytecode) = (new(PythonChoice.Variable, python), new("KERAS_BACKEND", backend), new("KERAS_HOME", home), new("PYTHONDONTWRITEBYTECODE", null));
    }

    public void Dispose()
    {
        _python.Dispose();
        _backend.Dispose();
        _home.Dispose();
        _noBytecode.Dispose();
    }
}
