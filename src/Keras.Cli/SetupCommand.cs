using System.CommandLine;
using Keras.Python;

namespace Keras.Cli;

/// <summary><c>keras setup</c>: makes the environment, or records one that is there.</summary>
internal static class SetupCommand
{
    public static Command Make()
    {
        var backend = new Option<string>("--backend") { Description = "What Keras computes with: jax, tensorflow or torch", DefaultValueFactory = _ => "jax" };
        var gpu = new Option<bool>("--gpu") { Description = "Install the builds for NVIDIA GPUs; with --python, expect that Keras sees a GPU there" };
        var python = new Option<string?>("--python") { Description = "An interpreter: one that has Keras 3 and the backend is used as it is, of another one an environment is made", HelpName = "EXE" };
        var wheels = new Option<string?>("--wheels") { Description = "A folder of wheels to install from, without a network", HelpName = "DIR" };
        var home = HomeOption.Make();
        var command = new Command("setup", "Makes a private environment with real Keras in it, or mends it; or uses one that is there, by --python.") { backend, gpu, python, wheels, home };
        command.SetAction(async (parsed, cancellation) =>
        {
            var defaults = new PythonEnvironmentOptions();
            var environment = await PythonEnvironment.EnsureAsync(
                new()
                {
                    Backend = parsed.GetValue(backend)!,
                    Gpu = parsed.GetValue(gpu),
                    Python = parsed.GetValue(python),
                    Wheels = parsed.GetValue(wheels) ?? defaults.Wheels,
                    Home = parsed.GetValue(home) ?? defaults.Home,
                },
                new ConsoleProgress(), cancellation);
            Console.WriteLine($"Keras on {environment.Backend} is ready: '{environment.Executable}' (Python {environment.Version}).");
            return 0;
        });
        return command;
    }
}
