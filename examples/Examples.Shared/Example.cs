using Keras;
using Keras.Python;

namespace Examples.Shared;

/// <summary>Runs an example: reads its options, turns Ctrl+C into a cancellation, and errors into one line and an exit code.</summary>
public static class Example
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    /// <summary>Runs a program with the options of the command line.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="name">The example's name; its pictures go to <c>output/NAME</c> unless <c>--out</c> names another folder.</param>
    /// <param name="epochs">The original's number of epochs.</param>
    /// <param name="program">The ported program.</param>
    /// <returns>0; 1 when an option, the data or the loss is not right; 130 after Ctrl+C.</returns>
    public static int Run(string[] args, string name, int epochs, Action<ExampleRun> program) =>
        ExampleCommand.Invoke(args, name, epochs, options => Run(options, program));

    private static int Run(ExampleOptions options, Action<ExampleRun> program)
    {
        using var cancellation = new CancellationTokenSource();
        void Cancel(object? sender, ConsoleCancelEventArgs signal)
        {
            // The second Ctrl+C ends the process at once.
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
        Console.CancelKeyPress += Cancel;
        try
        {
            OutputFolder.Prepare(options.Out);
            ExampleBackend.Choose(options, cancellation.Token);
            if (options.Seed is { } seed)
            {
                Utils.SetRandomSeed(seed);
            }
            program(new ExampleRun(options, cancellation.Token));
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Below the progress bar's line.
            Console.WriteLine();
            Console.Error.WriteLine("Interrupted.");
            return Interrupted;
        }
        catch (Exception error) when (error is ExampleFailedException or IOException or UnauthorizedAccessException or InvalidDataException or PythonSetupException)
        {
            Console.Error.WriteLine(error.Message.ReplaceLineEndings(" "));
            return Failed;
        }
        finally
        {
            Console.CancelKeyPress -= Cancel;
        }
    }
}
