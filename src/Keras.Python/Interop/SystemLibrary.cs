using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Keras.Python.Interop;

/// <summary>What is needed of the operating system.</summary>
internal static partial class SystemLibrary
{
    private const int Now = 2;
    private const int GlobalOnLinux = 0x100;
    private const int GlobalOnMac = 8;

    /// <summary>Loads Python's library so that its extension modules see its symbols: they are not linked to it, so it is loaded for all (RTLD_GLOBAL).</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded.</exception>
    public static nint Load(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return NativeLibrary.Load(path);
        }
        nint handle = Open(path, Now | (OperatingSystem.IsMacOS() ? GlobalOnMac : GlobalOnLinux));
        return handle != 0 ? handle : throw new DllNotFoundException(Marshal.PtrToStringUTF8(Error()) ?? path);
    }

    /// <summary>Ends the process at once: nothing runs any more, in no thread.</summary>
    public static void End(int exitCode)
    {
        if (OperatingSystem.IsWindows())
        {
            TerminateProcess(GetCurrentProcess(), (uint)exitCode);
            throw new Win32Exception();
        }
        Exit(exitCode);
    }

    // "libc" is a linker script where the headers are installed, and libc.so.6 elsewhere; .NET finds both, on macOS libc.dylib.
    [LibraryImport("libc", EntryPoint = "dlopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dlerror")]
    private static partial nint Error();

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int exitCode);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(nint process, uint exitCode);

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentProcess();
}
