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

    /// <summary>Whether at least one environment, or the Python of <c>KERAS_PYTHON</c>, trains, and nothing that is there is broken.</summary>
    public bool IsWell => _advice.Count == 0;

    /// <summary>What to do about what does not run.</summary>
    public IReadOnlyList<string> Advice => _advice;

    /// <summary>Looks at the machine; each environment, and the Python of <c>KERAS_PYTHON</c>, trains a step on each of its devices, in a process of its own.</summary>
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
            ["in_use"] = InUse.Make(advice),
            ["keras_python"] = KerasPython.Name is { } named ? await KerasPython.MakeAsync(named, advice, cancellationToken).ConfigureAwait(false) : null,
        };
        var environments = new JsonArray();
        foreach (string folder in PythonEnvironmentOptions.AllVariants.Select(variant => Path.Combine(home, variant)).Where(OwnFolder.IsOurs))
        {
            environments.Add((JsonNode)await EnvironmentReport.MakeAsync(folder, advice, cancellationToken).ConfigureAwait(false));
        }
        report["environments"] = environments;
        if (environments.Count == 0 && KerasPython.Name is null && InUse.Lack is null)
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
            TrialText.Write(text, environment!);
        }
        if (_report["keras_python"] is { } kerasPython)
        {
            KerasPython.Write(text, kerasPython);
        }
        InUse.Write(text, _report["in_use"]!);
        foreach (string line in _advice)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"To do: {line}");
        }
        return text.ToString().TrimEnd();
    }

    private static IEnumerable<JsonNode> Pythons()
    {
        foreach (string name in KerasPython.Name is { } named ? [named, .. BasePython.Names] : BasePython.Names)
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
