using System.CommandLine;
using System.Runtime.InteropServices;
using Keras.Cli;
using Keras.Python;

var command = new RootCommand("Sets up real Keras 3 for .NET programs, and says what is there.") { SetupCommand.Make(), DoctorCommand.Make(), CleanCommand.Make() };
var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
using var cancellation = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
try
{
    return await command.Parse(args).InvokeAsync(configuration, cancellation.Token);
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

// What was begun ends its programs and removes what is half made first; the second signal ends the process at once.
void Cancel(PosixSignalContext signal)
{
    signal.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
}
