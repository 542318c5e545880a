using System.IO.Compression;

namespace Keras.Python.Tests;

/// <summary>Wheels of a few lines that stand for Keras and what it computes with: they install in a second, so that making environments can be tried in every way.</summary>
internal static class SmallWheels
{
    /// <summary>Writes wheels with the names and versions that the list for TensorFlow asks for.</summary>
    public static string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "keras", "3.15.1", "__version__ = '3.15.1'\n");
        Write(folder, "tensorflow", "2.21.0", "__version__ = '2.21.0'\n");
        // The choice of a Python looks at NumPy's wheels.
        foreach (string tag in (string[])["cp311", "cp312", "cp313", "cp314"])
        {
            File.WriteAllBytes(Path.Combine(folder, $"numpy-2.4.6-{tag}-{tag}-any.whl"), []);
        }
        return folder;
    }

    /// <summary>Writes a wheel.</summary>
    public static void Write(string folder, string name, string version, string source, string tag = "py3-none-any")
    {
        using var zip = ZipFile.Open(Path.Combine(folder, $"{name}-{version}-{tag}.whl"), ZipArchiveMode.Create);
        string information = $"{name}-{version}.dist-info";
        Add($"{name}/__init__.py", source);
        Add($"{information}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n");
        Add($"{information}/WHEEL", $"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n");
        Add($"{information}/RECORD", $"{name}/__init__.py,,\n{information}/METADATA,,\n{information}/WHEEL,,\n{information}/RECORD,,\n");

        void Add(string path, string text)
        {
            using var writer = new StreamWriter(zip.CreateEntry(path).Open());
            writer.Write(text);
        }
    }
}
