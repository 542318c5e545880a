namespace Keras.Cli;

/// <summary>Prints what is done as it is done, in its order.</summary>
internal sealed class ConsoleProgress : IProgress<string>
{
    public void Report(string value) => Console.WriteLine(value);
}
