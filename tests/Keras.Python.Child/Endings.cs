using System.Globalization;
using System.Runtime.InteropServices;

namespace Keras.Python.Child;

/// <summary>The ways in which a process that uses Python ends.</summary>
internal static class Endings
{
    public static int Return(int code)
    {
        UsePython();
        return EndsNow(code);
    }

    public static int Exit(int code)
    {
        UsePython();
        Environment.Exit(EndsNow(code));
        return 1;
    }

    public static int Unhandled()
    {
        UsePython();
        throw new InvalidOperationException($"nobody catches this {EndsNow(0)}");
    }

    public static int UnhandledPython()
    {
        UsePython();
        using var math = Py.Import("math");
        EndsNow(0);
        math.CallMember("sqrt", -1.0);
        return 1;
    }

    public static int ExitInCallback(int code)
    {
        using var exit = ExitFunction(code);
        using var run = Source.Define("def run(f):\n    f()", "run");
        run.Call(exit);
        return 1;
    }

    public static int ExitInAsyncCallback(int code)
    {
        using var exit = ExitFunction(code);
        using var run = Source.Define("def run(f):\n    f()", "run");
        run.CallAsync([exit]).Wait();
        return 1;
    }

    public static int CallbackError(int code)
    {
        using var fail = Py.Function(_ => throw new KeyNotFoundException("from a callback"));
        using var run = Source.Define("def run(f):\n    f()", "run");
        try
        {
            run.Call(fail);
            return 1;
        }
        catch (KeyNotFoundException error)
        {
            Console.WriteLine(error.Message);
            return EndsNow(code);
        }
    }

    public static int ReturnDuring(Thread? _, int code) => EndsNow(code);

    public static int ExitDuring(Thread? _, int code)
    {
        Environment.Exit(EndsNow(code));
        return 1;
    }

    /// <summary>Python calls a function of C# again and again, which obeys a token; the signal asks for the end, and the exit code says which it was.</summary>
    public static int OnSignal(string name)
    {
        using var source = new CancellationTokenSource();
        var signal = Enum.Parse<PosixSignal>(name, ignoreCase: true);
        using var registration = PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            EndsNow(0);
            source.Cancel();
        });
        using var step = Py.Function(_ =>
        {
            source.Token.ThrowIfCancellationRequested();
            return PyArgument.None;
        });
        using var run = Source.Define("import time\ndef run(step):\n    print('runs')\n    while True:\n        time.sleep(0.01)\n        step()", "run");
        try
        {
            run.Call(step);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return signal == PosixSignal.SIGINT ? 130 : 143;
        }
    }

    /// <summary>What both write, in turn, and no end of line last.</summary>
    public static int Print()
    {
        using var builtins = Py.Import("builtins");
        using var sys = Py.Import("sys");
        using var errors = sys.Get("stderr");
        using var output = sys.Get("stdout");
        for (int i = 0; i < 100; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"C# {i}"));
            builtins.CallMember("print", "Python", i).Dispose();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"C# error {i}"));
            builtins.CallMember("print", "Python error", i, ("file", errors)).Dispose();
        }
        output.CallMember("write", "größer ≥ 数, and the last words").Dispose();
        Environment.Exit(0);
        return 1;
    }

    private static PyObject ExitFunction(int code) => Py.Function(_ =>
    {
        Environment.Exit(EndsNow(code));
        return PyArgument.None;
    });

    private static void UsePython()
    {
        using var math = Py.Import("math");
        Console.WriteLine(math.CallMember("sqrt", 2.0).ToDouble().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Says that the end begins now.</summary>
    private static int EndsNow(int code)
    {
        Console.WriteLine("ends now");
        return code;
    }
}
