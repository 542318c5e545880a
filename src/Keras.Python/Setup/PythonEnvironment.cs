using Keras.Python.Setup;

namespace Keras.Python;

/// <summary>A Python with real Keras in it: a private environment, made and kept by this library, or one that was there already and is used as it is.</summary>
/// <remarks>
/// A private one:
/// It is made of an interpreter that is there, or of a standalone one that is downloaded and checked by its SHA-256, in a folder of its own: nothing else on the machine changes. Making it can be
/// interrupted at any moment and run again; two processes that make the same one wait for each other; a broken one is made anew.
/// </remarks>
/// <example><code>
/// var environment = await PythonEnvironment.EnsureAsync(new() { Backend = "jax" }, new Progress&lt;string&gt;(Console.WriteLine));
/// Py.Initialize(environment.Executable);
/// </code></example>
public sealed class PythonEnvironment
{
    private PythonEnvironment(string folder, EnvironmentStamp stamp) =>
        (Folder, Executable, IsExternal, Backend, Gpu, Version) = (folder, stamp.Uses ?? Interpreter(folder), stamp.Uses is not null, stamp.Backend, stamp.Gpu, stamp.Python);

    /// <summary>Where it is; of one that was there already, where the record of it is.</summary>
    public string Folder { get; }

    /// <summary>Its interpreter.</summary>
    public string Executable { get; }

    /// <summary>Whether it was there already: it is used as it is, and never changed or removed.</summary>
    public bool IsExternal { get; }

    /// <summary>What Keras computes with in it.</summary>
    public string Backend { get; }

    /// <summary>Whether it was wanted for GPUs.</summary>
    public bool Gpu { get; }

    /// <summary>Its Python's version.</summary>
    public string Version { get; }

    /// <summary>The environments that are whole, in a folder of environments.</summary>
    /// <param name="home">That folder; the default one when null.</param>
    public static IReadOnlyList<PythonEnvironment> All(string? home = null)
    {
        string folder = home ?? PythonEnvironmentOptions.DefaultHome;
        return Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Where(path => !path.EndsWith(OwnFolder.Leaving, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Open).OfType<PythonEnvironment>()]
            : [];
    }

    /// <summary>The environment as wanted: found, or made, or the one of the Python that is named, when it has Keras 3 and the backend.</summary>
    /// <param name="options">What is wanted.</param>
    /// <param name="progress">Told what is done, line by line.</param>
    /// <param name="cancellationToken">Ends the making; what is half made is made anew the next time.</param>
    /// <exception cref="ArgumentException">There is no such backend.</exception>
    /// <exception cref="PythonSetupException">It cannot be made or used; the message says why and what to do.</exception>
    /// <exception cref="OperationCanceledException">The token asked for the end.</exception>
    public static async Task<PythonEnvironment> EnsureAsync(PythonEnvironmentOptions? options = null, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        options = (options ?? new()).Checked();
        string folder = Path.Combine(options.Home, options.Variant);
        try
        {
            Directory.CreateDirectory(options.Home);
            using var turn = await EnvironmentLock.TakeAsync(folder + EnvironmentLock.Extension, progress, cancellationToken).ConfigureAwait(false);
            return await new EnvironmentMaker(options, folder, progress).EnsureAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PythonSetupException($"The environment cannot be written to '{folder}': {error.Message.TrimEnd('.')}. Make room there or let the folder be written to, or name another one by --home or by the environment variable KERAS_HOME.", error);
        }
    }

    /// <summary>Removes the environments that were made, whole or not, the records of others, and the standalone Pythons of a folder of environments, and nothing else.</summary>
    /// <param name="home">That folder; the default one when null.</param>
    /// <returns>The folders that were removed.</returns>
    /// <exception cref="PythonSetupException">One of them is being made by another process right now.</exception>
    public static IReadOnlyList<string> Clean(string? home = null) => Cleaner.Clean(home ?? PythonEnvironmentOptions.DefaultHome);

    /// <summary>The environment in that folder, if it is whole.</summary>
    internal static PythonEnvironment? Open(string folder) => EnvironmentStamp.Read(folder) is { } stamp && File.Exists(stamp.Uses ?? Interpreter(folder)) ? new(folder, stamp) : null;

    internal static string Interpreter(string folder) => OperatingSystem.IsWindows() ? Path.Combine(folder, "Scripts", "python.exe") : Path.Combine(folder, "bin", "python");
}
