namespace Keras.Python;

/// <summary>Python raised an exception.</summary>
/// <param name="type">Its type, such as <c>ValueError</c>.</param>
/// <param name="pythonMessage">Its text.</param>
/// <param name="traceback">Python's traceback, as Python prints it.</param>
/// <param name="place">The last frame.</param>
public sealed class PythonException(string type, string pythonMessage, string traceback, string place)
    : Exception($"{type}: {pythonMessage}{(place.Length > 0 ? $" ({place})" : "")}")
{
    /// <summary>The exception's type in Python, with its module unless it is built in: <c>ValueError</c>.</summary>
    public string Type { get; } = type;

    /// <summary>What Python's <c>str(error)</c> gives.</summary>
    public string PythonMessage { get; } = pythonMessage;

    /// <summary>The traceback, as Python prints it.</summary>
    public string Traceback { get; } = traceback;

    /// <summary>The message and Python's traceback.</summary>
    public override string ToString() => $"{base.ToString()}{Environment.NewLine}{Traceback}";
}
