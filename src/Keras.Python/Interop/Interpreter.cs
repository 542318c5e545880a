using System.Runtime.InteropServices;
using System.Text;

namespace Keras.Python.Interop;

/// <summary>Starts the interpreter. It is started once a process and never ended: NumPy and others cannot be started twice.</summary>
internal static unsafe class Interpreter
{
    /// <summary>The place of <c>install_signal_handlers</c> in PyConfig, where it is 1 before anything is set (CPython 3.11 to 3.13).</summary>
    private const int SignalHandlers = 16;

    /// <summary>More than PyConfig has in any version.</summary>
    private const int ConfigSize = 4096;

    /// <summary>
    /// Starts Python as the program <paramref name="executable"/>, so that it finds its own environment, a virtual one too. The calling thread then holds the lock.
    /// Ctrl+C stays with the host.
    /// </summary>
    /// <exception cref="InvalidOperationException">Python cannot start; the message is Python's.</exception>
    public static void Start(nint library, string executable)
    {
        byte[] program = Encoding.UTF8.GetBytes(executable + '\0');
        fixed (byte* name = program)
        {
            byte** arguments = stackalloc byte*[1] { name };
            if (NativeLibrary.TryGetExport(library, "PyInitConfig_Create", out nint create))
            {
                StartByNames(library, (delegate* unmanaged[Cdecl]<nint>)create, arguments);
            }
            else
            {
                StartByLayout(library, arguments);
            }
        }
    }

    /// <summary>From 3.14 on options have names (PEP 741).</summary>
    private static void StartByNames(nint library, delegate* unmanaged[Cdecl]<nint> create, byte** arguments)
    {
        var setInteger = (delegate* unmanaged[Cdecl]<nint, byte*, long, int>)NativeLibrary.GetExport(library, "PyInitConfig_SetInt");
        var setList = (delegate* unmanaged[Cdecl]<nint, byte*, nint, byte**, int>)NativeLibrary.GetExport(library, "PyInitConfig_SetStrList");
        var start = (delegate* unmanaged[Cdecl]<nint, int>)NativeLibrary.GetExport(library, "Py_InitializeFromInitConfig");
        var error = (delegate* unmanaged[Cdecl]<nint, byte**, int>)NativeLibrary.GetExport(library, "PyInitConfig_GetError");
        var free = (delegate* unmanaged[Cdecl]<nint, void>)NativeLibrary.GetExport(library, "PyInitConfig_Free");
        nint config = create();
        fixed (byte* isolated = "isolated\0"u8, useEnvironment = "use_environment\0"u8, siteImport = "user_site_directory\0"u8, parse = "parse_argv\0"u8, signals = "install_signal_handlers\0"u8, argv = "argv\0"u8)
        {
            bool failed = setInteger(config, isolated, 0) < 0 || setInteger(config, useEnvironment, 1) < 0 || setInteger(config, siteImport, 1) < 0
                || setInteger(config, parse, 1) < 0 || setInteger(config, signals, 0) < 0 || setList(config, argv, 1, arguments) < 0 || start(config) < 0;
            if (failed)
            {
                byte* message = null;
                _ = error(config, &message);
                string text = Marshal.PtrToStringUTF8((nint)message) ?? "no reason is given";
                free(config);
                throw new InvalidOperationException(text);
            }
        }
        free(config);
    }

    private static void StartByLayout(nint library, byte** arguments)
    {
        var initialize = (delegate* unmanaged[Cdecl]<byte*, void>)NativeLibrary.GetExport(library, "PyConfig_InitPythonConfig");
        var setArguments = (delegate* unmanaged[Cdecl]<byte*, nint, byte**, Status>)NativeLibrary.GetExport(library, "PyConfig_SetBytesArgv");
        var start = (delegate* unmanaged[Cdecl]<byte*, Status>)NativeLibrary.GetExport(library, "Py_InitializeFromConfig");
        var clear = (delegate* unmanaged[Cdecl]<byte*, void>)NativeLibrary.GetExport(library, "PyConfig_Clear");
        byte* config = (byte*)NativeMemory.AllocZeroed(ConfigSize);
        try
        {
            initialize(config);
            int* handlers = (int*)(config + SignalHandlers);
            if (*handlers != 1)
            {
                throw new InvalidOperationException("its configuration is laid out as in no version known here");
            }
            *handlers = 0;
            Check(setArguments(config, 1, arguments));
            Check(start(config));
        }
        finally
        {
            clear(config);
            NativeMemory.Free(config);
        }
    }

    private static void Check(Status status)
    {
        if (status.Kind != 0)
        {
            throw new InvalidOperationException(Marshal.PtrToStringUTF8((nint)status.Message) ?? $"it ended with exit code {status.ExitCode}");
        }
    }

    /// <summary>CPython's PyStatus: 0 is success.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Status
    {
        public int Kind;
        public byte* Function;
        public byte* Message;
        public int ExitCode;
    }
}
