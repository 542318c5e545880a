using System.CommandLine;
using Keras.Cli;
using Keras.Python;

var command = new RootCommand("Sets up real Keras 3 for .NET programs, and says what is there.") { SetupCommand.Make(), DoctorCommand.Make(), CleanCommand.Make() };
// Ctrl+C and SIGTERM cancel; what was begun ends its programs and removes what is half made first.
var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };
try
{
    return await command.Parse(args).InvokeAsync(configuration);
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
