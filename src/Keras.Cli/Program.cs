using System.CommandLine;
using Keras.Cli;
using Keras.Python;

var command = new RootCommand("Sets up real Keras 3 for .NET programs, and says what is there.") { SetupCommand.Make(), DoctorCommand.Make(), CleanCommand.Make() };
using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, signal) =>
{
    // The second Ctrl+C ends the process at once.
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
};
try
{
    return await command.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, cancellation.Token);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Interrupted. Run the same command again to go on.");
    return 130;
}
catch (Exception error) when (error is PythonSetupException or ArgumentException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(error.Message.ReplaceLineEndings(" "));
    return 1;
}
