using System.CommandLine;
using Keras.Python;

namespace Keras.Cli;

/// <summary><c>keras clean</c>: removes what setup made.</summary>
internal static class CleanCommand
{
    public static Command Make()
    {
        var home = HomeOption.Make();
        var command = new Command("clean", "Removes the environments and the Pythons that setup made, and its records of others, and nothing else.") { home };
        command.SetAction(parsed =>
        {
            var records = PythonEnvironment.All(parsed.GetValue(home)).Where(environment => environment.IsExternal).ToDictionary(environment => environment.Folder, environment => environment.Executable);
            var removed = PythonEnvironment.Clean(parsed.GetValue(home));
            foreach (string path in removed)
            {
                Console.WriteLine(records.TryGetValue(path, out string? kept) ? $"Removed {path}, the record of '{kept}', which stays as it is" : $"Removed {path}");
            }
            if (removed.Count == 0)
            {
                Console.WriteLine("There is nothing to remove.");
            }
        });
        return command;
    }
}
