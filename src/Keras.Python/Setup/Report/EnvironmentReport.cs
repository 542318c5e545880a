using System.Text.Json.Nodes;

namespace Keras.Python.Setup;

/// <summary>The part of the report about one environment: what is in it, and whether it trains.</summary>
internal static class EnvironmentReport
{
    /// <param name="folder">The folder of the environment, or of the record of one.</param>
    /// <param name="advice">Gains what to do when it does not train.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<JsonObject> MakeAsync(string folder, List<string> advice, CancellationToken cancellation)
    {
        string name = Path.GetFileName(folder);
        string backend = name.Split('-')[0];
        string command = $"keras setup --backend {backend}{(name.EndsWith("-gpu", StringComparison.Ordinal) ? " --gpu" : "")}";
        var entry = new JsonObject { ["name"] = name, ["folder"] = folder };
        if (PythonEnvironment.Open(folder) is not { } environment)
        {
            bool isLost = EnvironmentStamp.Read(folder)?.Uses is not null;
            entry["state"] = isLost ? "its Python is gone" : "unfinished or broken";
            string line = isLost ? ExternalEnvironment.IsGone(folder)! : $"'{folder}' is unfinished or broken: run '{command}' again, or 'keras clean'.";
            // What KERAS_BACKEND names may have been missed already.
            if (!advice.Contains(line))
            {
                advice.Add(line);
            }
            return entry;
        }
        var trial = await Trial.RunAsync(environment.Executable, environment.Backend, cancellation).ConfigureAwait(false);
        entry["executable"] = environment.Executable;
        entry["is_external"] = environment.IsExternal;
        entry["python"] = environment.Version;
        entry["versions"] = trial.Versions;
        entry["devices"] = trial.Devices;
        entry["state"] = trial.State(environment.Version) + (environment.IsExternal ? $", of '{environment.Executable}', used as it is" : "");
        if (trial.Failure(environment.Gpu) is not { } failure)
        {
            return entry;
        }
        if (environment.IsExternal)
        {
            advice.Add($"{name}: '{environment.Executable}' does not train: {failure}. {ExternalEnvironment.InsteadOfTheRecord(folder)}");
        }
        else
        {
            advice.Add(trial.Error is { } error
                ? $"{name} does not train: {error}. Run '{command}' again, which mends what is missing; if that finds nothing, 'keras clean' and then '{command}'."
                : $"{name}: {failure}. Look at the driver with nvidia-smi, then 'keras clean' and '{command}'.");
        }
        return entry;
    }
}
