namespace Examples.Shared;

/// <summary>The example ran to its end, but not to its aim; the message says why in one line.</summary>
public sealed class ExampleFailedException(string message) : Exception(message);
