namespace Keras.Python;

/// <summary>No Python that can run here was found, made or started; the message says why and what to do.</summary>
public sealed class PythonSetupException : Exception
{
    /// <summary>An error with its message and its cause.</summary>
    public PythonSetupException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
