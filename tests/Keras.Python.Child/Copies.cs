using System.Diagnostics;
using NumSharp;

namespace Keras.Python.Child;

/// <summary>How long an array takes to and from Python, beside Python's own copy: the least of several times, in milliseconds.</summary>
internal static class Copies
{
    public static int Run(int megabytes)
    {
        using var copy = Source.Define(
            """
            import numpy, time
            def copy(array):
                best = 1e9
                for _ in range(9):
                    start = time.perf_counter()
                    array.copy()
                    best = min(best, time.perf_counter() - start)
                return best * 1000
            """, "copy");
        using var numpy = Py.Import("numpy");
        using var identity = Source.Define("def identity(array):\n    return array", "identity");
        var array = np.zeros(new Shape(megabytes, 1 << 18), NPTypeCode.Single);
        array += 1.0f;
        using var there = identity.Call(array);
        Console.WriteLine($"{megabytes} MB");
        Console.WriteLine($"into Python without a copy: {Least(() => identity.Call(array).Dispose()):0.000} ms");
        Console.WriteLine($"into Python with a copy: {Least(() => numpy.CallMember("array", array).Dispose()):0.0} ms");
        Console.WriteLine($"from Python, a copy: {Least(() => there.ToNDArray().Dispose()):0.0} ms");
        Console.WriteLine($"ndarray.copy in Python: {copy.Call(there).ToDouble():0.0} ms");
        return 0;
    }

    private static double Least(Action action)
    {
        double least = double.MaxValue;
        for (int i = 0; i < 10; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return least;
    }
}
