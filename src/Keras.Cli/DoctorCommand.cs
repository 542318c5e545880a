using System.CommandLine;
using Keras.Python;

namespace Keras.Cli;

/// <summary><c>keras doctor</c>: what is there, what runs, how to mend what does not.</summary>
internal static class DoctorCommand
{
    public static Command Make()
    {
        var home = HomeOption.Make();
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("doctor", "Says which Pythons, environments and devices there are and what a program uses now, trains one step on each device (of KERAS_PYTHON's Python, too), and says how to mend what does not run.") { json, home };
        command.SetAction(async (parsed, cancellation) =>
        {
            var report = await PythonReport.MakeAsync(parsed.GetValue(home), cancellation);
            Console.WriteLine(parsed.GetValue(json) ? report.ToJson() : report.ToString());
            return report.IsWell ? 0 : 1;
        });
        return command;
    }
}
