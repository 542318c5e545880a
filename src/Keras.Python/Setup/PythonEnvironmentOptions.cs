using Keras.Saving;

namespace Keras.Python;

/// <summary>What environment of Python is wanted.</summary>
public sealed record PythonEnvironmentOptions
{
    /// <summary>What Keras computes with: "jax", "tensorflow" or "torch".</summary>
    public string Backend { get; init; } = "jax";

    /// <summary>Whether the builds for NVIDIA GPUs are wanted. Asked for on a machine without one it is an error.</summary>
    public bool Gpu { get; init; }

    /// <summary>
    /// An interpreter. One that has Keras 3 and the backend is used as it is: nothing is installed or changed there. Of another one a new environment is made. By default it is made of one that fits
    /// on the path, else of a standalone Python that is downloaded.
    /// </summary>
    public string? Python { get; init; }

    /// <summary>A folder of wheels to install from, without a network; the environment variable <c>KERAS_WHEELS</c> by default.</summary>
    public string? Wheels { get; init; } = Environment.GetEnvironmentVariable("KERAS_WHEELS") is { Length: > 0 } folder ? folder : null;

    /// <summary>Where environments are kept: <c>python</c> in <c>~/.keras</c>, or in what the environment variable <c>KERAS_HOME</c> stands for.</summary>
    public string Home { get; init; } = DefaultHome;

    /// <summary>The name of the environment: the backend, with <c>-gpu</c> for GPUs.</summary>
    internal string Variant => Gpu ? Backend + "-gpu" : Backend;

    /// <summary>What Keras can compute with; their modules have the same names.</summary>
    internal static IReadOnlyList<string> Backends { get; } = ["jax", "tensorflow", "torch"];

    /// <summary>The names of all environments that there can be.</summary>
    internal static IEnumerable<string> AllVariants => Backends.SelectMany(Variants);

    /// <summary>The names of a backend's environments.</summary>
    internal static IEnumerable<string> Variants(string backend) => [backend, backend + "-gpu"];

    internal static string DefaultHome => Path.Combine(
        Environment.GetEnvironmentVariable("KERAS_HOME") is { Length: > 0 } home ? home : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".keras"), "python");

    /// <exception cref="ArgumentException">There is no such backend.</exception>
    /// <exception cref="PythonSetupException">The folder of wheels is not there.</exception>
    internal PythonEnvironmentOptions Checked()
    {
        if (!Backends.Contains(Backend))
        {
            throw new ArgumentException($"Unknown backend '{Backend}'.{NearestName.Suggest(Backend, Backends)}");
        }
        return Wheels is null || Directory.Exists(Wheels)
            ? this
            : throw new PythonSetupException($"There is no folder of wheels at '{Wheels}'. Name one that exists, or none to install from the Python package index.");
    }
}
