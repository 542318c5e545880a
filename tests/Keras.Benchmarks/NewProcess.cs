using System.Diagnostics;

namespace Keras.Benchmarks;

/// <summary>This program in a process of its own, however it was started: by its own executable, as <c>dotnet run</c> does, or by <c>dotnet</c> and its assembly.</summary>
internal static class NewProcess
{
    public static ProcessStartInfo With(params string[] arguments)
    {
        string program = Environment.ProcessPath!;
        return Path.GetFileName(program) is "dotnet" or "dotnet.exe" ? new(program, [typeof(NewProcess).Assembly.Location, .. arguments]) : new(program, arguments);
    }

    /// <summary>Starts it and gives back its exit status.</summary>
    public static int Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
