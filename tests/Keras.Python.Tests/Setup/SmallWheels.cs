using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Keras.Python.Tests;

/// <summary>Wheels of a few lines that stand for Keras and what it computes with: they install in a second, so that making environments can be tried in every way.</summary>
internal static class SmallWheels
{
    /// <summary>As much of Keras as a training step needs.</summary>
    private const string Keras = """
        import contextlib, types
        __version__ = "3.15.1"
        Input = lambda shape: None
        layers = types.SimpleNamespace(Dense=lambda *arguments: None)
        device = lambda name: contextlib.nullcontext()

        class Sequential:
            def __init__(self, layers): pass
            def compile(self, optimizer, loss): pass
            def train_on_batch(self, x, y): pass

        """;

    private const string TensorFlow = """
        import types
        __version__ = "2.21.0"
        cpu = types.SimpleNamespace(device_type="CPU")
        config = types.SimpleNamespace(list_physical_devices=lambda kind: [cpu] if kind == "CPU" else [])

        """;

    private const string Jax = """
        import types
        __version__ = "0.10.2"
        devices = lambda: [types.SimpleNamespace(platform="cpu", id=0, device_kind="cpu")]

        """;

    private const string NumPy = """
        __version__ = "2.4.6"
        ones = lambda shape, dtype: None

        """;

    /// <summary>Writes wheels with the names and versions that the list for TensorFlow asks for.</summary>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "keras", "3.15.1", Keras, requires: "numpy");
        Write(folder, "tensorflow", "2.21.0", TensorFlow);
        // The choice of a Python looks at NumPy's wheels.
        foreach (string tag in (string[])["cp311", "cp312", "cp313", "cp314"])
        {
            Write(folder, "numpy", "2.4.6", NumPy, $"{tag}-none-any");
        }
        return folder;
    }

    /// <summary>The same in an environment that a user made: unpacked, with what computes, and other versions of Keras if wanted.</summary>
    public static void Unpack(string sitePackages, string backend, string keras)
    {
        using var wheels = new TemporaryFolder();
        Write(wheels.Path, "keras", keras, Keras.Replace("3.15.1", keras, StringComparison.Ordinal));
        Write(wheels.Path, "numpy", "2.4.6", NumPy);
        Write(wheels.Path, backend, backend == "jax" ? "0.10.2" : "2.21.0", backend == "jax" ? Jax : TensorFlow);
        foreach (string wheel in Directory.GetFiles(wheels.Path))
        {
            ZipFile.ExtractToDirectory(wheel, sitePackages, overwriteFiles: true);
        }
    }

    /// <summary>Writes a wheel.</summary>
    public static void Write(string folder, string name, string version, string source, string tag = "py3-none-any", string? requires = null)
    {
        using var zip = ZipFile.Open(Path.Combine(folder, $"{name}-{version}-{tag}.whl"), ZipArchiveMode.Create);
        string information = $"{name}-{version}.dist-info";
        var record = new StringBuilder();
        Add($"{name}/__init__.py", source);
        Add($"{information}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{(requires is null ? "" : $"Requires-Dist: {requires}\n")}");
        Add($"{information}/WHEEL", $"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n");
        Add($"{information}/RECORD", $"{record}{information}/RECORD,,\n");

        void Add(string path, string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            using var entry = zip.CreateEntry(path).Open();
            entry.Write(bytes);
            record.Append(CultureInfo.InvariantCulture, $"{path},sha256={Convert.ToBase64String(SHA256.HashData(bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_')},{bytes.Length}\n");
        }
    }
}
