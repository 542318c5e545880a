using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Keras.Python.Setup;

namespace Keras.Python;

/// <summary>What there is of Python and of real Keras on this machine, what runs, and how to mend what does not: what <c>keras doctor</c> prints.</summary>
public sealed class PythonReport
{
    private readonly JsonObject _report;
    private readonly List<string> _advice;

    private PythonReport(JsonObject report, List<string> advice) => (_report, _advice) = (report, advice);

    /// <summary>Whether at least one environment trains, and nothing that is there is broken.</summary>
    public bool IsWell => _advice.Count == 0;

    /// <summary>What to do about what does not run.</summary>
    public IReadOnlyList<string> Advice => _advice;

    /// <summary>Looks at the machine; each environment trains a step on each of its devices, in a process of its own.</summary>
    /// <param name="home">The folder of environments; the default one when null.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public static async Task<PythonReport> MakeAsync(string? home = null, CancellationToken cancellationToken = default)
    {
        home ??= PythonEnvironmentOptions.DefaultHome;
        var advice = new List<string>();
        var (gpus, noGpu) = GpuCheck.Find();
        var report = new JsonObject
        {
            ["home"] = home,
            ["pythons"] = new JsonArray([.. Pythons()]),
            ["gpus"] = new JsonArray([.. gpus.Select(name => (JsonNode)name)]),
            ["gpu_reason"] = noGpu,
            ["keras_json"] = KerasJson(),
        };
        var environments = new JsonArray();
        foreach (string folder in PythonEnvironmentOptions.Variants.Select(variant => Path.Combine(home, variant)).Where(OwnFolder.IsOurs))
        {
            environments.Add((JsonNode)await EnvironmentAsync(folder, advice, cancellationToken).ConfigureAwait(false));
        }
        report["environments"] = environments;
        if (environments.Count == 0)
        {
            advice.Add("There is no environment with real Keras yet: run 'keras setup --backend jax' (or tensorflow, or torch).");
        }
        report["advice"] = new JsonArray([.. advice.Select(line => (JsonNode)line)]);
        return new(report, advice);
    }

    /// <summary>The report as JSON.</summary>
    public string ToJson() => _report.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The report as text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine("Pythons");
        foreach (var python in _report["pythons"]!.AsArray())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {python!["name"]}: {python["answer"]}");
        }
        var gpus = _report["gpus"]!.AsArray();
        text.AppendLine(CultureInfo.InvariantCulture, $"GPUs: {(gpus.Count > 0 ? string.Join(", ", gpus.Select(name => (string)name!)) : $"none ({_report["gpu_reason"]})")}");
        if ((string?)_report["keras_json"] is { } json)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"keras.json: {json} (not obeyed here: models compute alike on every backend)");
        }
        text.AppendLine(CultureInfo.InvariantCulture, $"Environments in {_report["home"]}");
        foreach (var environment in _report["environments"]!.AsArray())
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {environment!["name"]}: {environment["state"]}");
            foreach (var device in environment["devices"]?.AsArray() ?? [])
            {
                string result = (string?)device!["error"] ?? string.Create(CultureInfo.InvariantCulture, $"a training step in {(double)device["milliseconds"]!:0.0} ms");
                text.AppendLine(CultureInfo.InvariantCulture, $"    {device["device"]} ({device["kind"]}): {result}");
            }
        }
        foreach (string line in _advice)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"To do: {line}");
        }
        return text.ToString().TrimEnd();
    }

    private static IEnumerable<JsonNode> Pythons()
    {
        var names = new List<string>(BasePython.Names);
        if (Environment.GetEnvironmentVariable(PythonChoice.Variable) is { Length: > 0 } named)
        {
            names.Insert(0, named);
        }
        foreach (string name in names)
        {
            var entry = new JsonObject { ["name"] = name };
            try
            {
                var python = PythonInstallation.Probe(name);
                (entry["fits"], entry["answer"]) = (true, $"Python {python.Version}, '{python.Executable}', library '{python.Library}'");
            }
            catch (PythonSetupException error)
            {
                (entry["fits"], entry["answer"]) = (false, error.Message);
            }
            yield return entry;
        }
    }

    private static async Task<JsonObject> EnvironmentAsync(string folder, List<string> advice, CancellationToken cancellation)
    {
        string name = Path.GetFileName(folder);
        string backend = name.Split('-')[0];
        string command = $"keras setup --backend {backend}{(name.EndsWith("-gpu", StringComparison.Ordinal) ? " --gpu" : "")}";
        var entry = new JsonObject { ["name"] = name, ["folder"] = folder };
        if (PythonEnvironment.Open(folder) is not { } environment)
        {
            entry["state"] = "unfinished or broken";
            advice.Add($"'{folder}' is unfinished or broken: run '{command}' again, or 'keras clean'.");
            return entry;
        }
        var trial = await Trial.RunAsync(environment.Executable, environment.Backend, cancellation).ConfigureAwait(false);
        entry["python"] = environment.Version;
        entry["versions"] = trial.Versions;
        entry["devices"] = trial.Devices;
        entry["state"] = trial.Versions.Count == 0 ? $"does not run: {trial.Error}" : $"Python {environment.Version}, {string.Join(", ", trial.Versions.Select(version => $"{version.Key} {version.Value}"))}";
        if (trial.Error is { } error)
        {
            advice.Add($"{name} does not train: {error}. Run '{command}' again, which mends what is missing; if that finds nothing, 'keras clean' and then '{command}'.");
        }
        else if (environment.Gpu && trial.NoGpu is { } reason)
        {
            advice.Add($"{name}: {reason}. Look at the driver with nvidia-smi, then 'keras clean' and '{command}'.");
        }
        return entry;
    }

    private static string? KerasJson()
    {
        string path = Path.Combine(Path.GetDirectoryName(PythonEnvironmentOptions.DefaultHome)!, "keras.json");
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?.ToJsonString() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return $"unreadable ({error.Message})";
        }
    }
}
