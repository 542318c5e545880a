namespace Keras.Python.Child;

/// <summary>Which Python a process gets.</summary>
internal static class Choices
{
    /// <summary>Asks for these Pythons in turn, then says which one runs.</summary>
    public static int Run(string[] executables)
    {
        try
        {
            foreach (string executable in executables)
            {
                Py.Initialize(executable);
            }
            Py.Initialize();
            var python = Py.Installation;
            using var sys = Py.Import("sys");
            foreach (string name in new[] { "executable", "version", "prefix", "base_prefix", "path", "argv" })
            {
                using var value = sys.Get(name);
                Console.WriteLine($"{name}={value}");
            }
            Console.WriteLine($"library={python.Library}");
            if (OperatingSystem.IsLinux())
            {
                foreach (string file in File.ReadLines("/proc/self/maps").Select(line => line.Split(' ')[^1]).Where(file => file.Contains("libpython3.", StringComparison.Ordinal)).Distinct())
                {
                    Console.WriteLine($"loaded={file}");
                }
            }
            using var signal = Py.Import("signal");
            using var number = signal.Get("SIGINT");
            using var handler = signal.CallMember("getsignal", number);
            Console.WriteLine($"sigint={handler}");
            return 0;
        }
        catch (PythonSetupException error)
        {
            Console.WriteLine($"error={error.Message}");
            return 3;
        }
    }
}
