namespace Keras.Training;

/// <summary>Where warnings go: standard error, a line each.</summary>
internal static class Warnings
{
    public static void Write(string message) => Console.Error.WriteLine($"Warning: {message}");
}
