using Keras.Python.Interop;
using Keras.Python.Objects;

namespace Keras.Python;

/// <summary>Python in this process.</summary>
/// <remarks>
/// <para>Python runs on a thread of its own, one call after another; any thread may call. A C# function that Python calls runs on the thread that waits for that call, and what it asks of
/// Python, itself or by other threads, is served meanwhile.</para>
/// <para>Which Python: the one passed to <see cref="Initialize(string?)"/>, else that of the environment variable <c>KERAS_PYTHON</c>, else that of an environment of <c>keras
/// setup</c>, else <c>python3</c> on the path; <c>keras doctor</c> says it.</para>
/// </remarks>
/// <example><code>
/// using var math = Py.Import("math");
/// double root = math.CallMember("sqrt", 2.0).ToDouble();
/// </code></example>
public static class Py
{
    /// <summary>Starts Python, unless it runs already: otherwise the first use does.</summary>
    /// <param name="executable">The interpreter's program, of a virtual environment too; found when null.</param>
    /// <exception cref="PythonSetupException">It cannot run here, or another one runs in this process.</exception>
    public static void Initialize(string? executable = null) => PythonThread.Start(executable is null ? null : PythonInstallation.Probe(executable));

    /// <inheritdoc cref="Initialize(string?)"/>
    /// <param name="python">The one to start.</param>
    public static void Initialize(PythonInstallation python)
    {
        ArgumentNullException.ThrowIfNull(python);
        PythonThread.Start(python);
    }

    /// <summary>The Python that runs, which this starts if need be.</summary>
    public static PythonInstallation Installation => PythonThread.Instance.Python;

    /// <summary>A module: Python's <c>import name</c>, with dots too.</summary>
    /// <exception cref="PythonException">There is no such module (<c>ModuleNotFoundError</c>), or it fails.</exception>
    public static PyObject Import(string name) => PythonThread.Instance.Run(() => ImportHere(name));

    /// <summary>A module, without a thread that waits for it.</summary>
    public static Task<PyObject> ImportAsync(string name, CancellationToken cancellationToken = default) => PythonThread.Instance.RunAsync(() => ImportHere(name), cancellationToken);

    /// <summary>A C# function as an object that Python can call.</summary>
    /// <remarks>An exception that it throws goes through Python and comes out of the C# call that led there as itself.</remarks>
    /// <param name="body">What it does with its arguments; what it returns goes to Python.</param>
    /// <example><code>
    /// using var square = Py.Function(arguments =&gt; Math.Pow(arguments[0].ToDouble(), 2));
    /// </code></example>
    public static PyObject Function(Func<PyArguments, PyArgument> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return PythonThread.Instance.Run(() => PyFunction.Make(body));
    }

    /// <summary>A C# value as an object of Python's.</summary>
    public static PyObject Object(PyArgument value) => PythonThread.Instance.Run(() => PyObject.New(ToPython.Convert(value.Value)));

    /// <summary>Does several steps in one turn on the Python thread: nobody else's come between them.</summary>
    /// <param name="work">The steps; they must not wait for other threads.</param>
    /// <param name="cancellationToken">Ends the waiting for the turn.</param>
    /// <exception cref="OperationCanceledException">The token asked for the end before the turn came.</exception>
    public static T Run<T>(Func<T> work, CancellationToken cancellationToken = default) => PythonThread.Instance.Run(work, cancellationToken);

    internal static unsafe PyObject ImportHere(string name)
    {
        using var text = PyHandle.FromNew(ToPython.Text(name));
        return PyObject.New(CPython.Import(text.Reference));
    }
}
