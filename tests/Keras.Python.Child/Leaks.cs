using NumSharp;

namespace Keras.Python.Child;

/// <summary>Calls and arrays over and over: nothing of them may stay.</summary>
internal static class Leaks
{
    public static int Run(int count)
    {
        using var run = Source.Define(
            """
            import numpy
            def run(f, array, shared, *, scale):
                if scale < 0:
                    raise ValueError(f"negative: {scale}")
                return f(array, shared, scale=scale)
            """, "run");
        using var builtins = Py.Import("builtins");
        using var shared = builtins.CallMember("object");
        using var function = Py.Function(arguments => arguments[0].ToNDArray() * arguments.Find("scale")!.ToDouble());
        using var failing = Py.Function(_ => throw new InvalidOperationException("on its way"));
        Round(Math.Max(100, count / 10));
        var before = Memory.Measure(shared);
        Round(count);
        var after = Memory.Measure(shared);
        Console.WriteLine($"{count} rounds: blocks {before.Blocks} -> {after.Blocks}, references {before.References} -> {after.References}, MB {before.Bytes >> 20} -> {after.Bytes >> 20}");
        Console.WriteLine($"blocks={after.Blocks - before.Blocks}\nreferences={after.References - before.References}\nbytes={after.Bytes - before.Bytes}");
        return 0;

        void Round(int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                using var array = np.arange(24).astype(np.float32).reshape(4, 6);
                var result = run.Call(function, array, shared, ("scale", 2.0));
                using var back = result.ToNDArray();
                if (back.GetSingle(3, 5) != 46)
                {
                    throw new InvalidOperationException($"The result is wrong: {back}");
                }
                // One in two is left to the garbage collector.
                if (i % 2 == 0)
                {
                    result.Dispose();
                }
                if (i % 8 == 0)
                {
                    Expect<PythonException>(() => run.Call(function, array, shared, ("scale", -1)));
                    Expect<InvalidOperationException>(() => run.Call(failing, array, shared, ("scale", 1)));
                    using var made = Py.Object(PyArgument.Dictionary(("a", PyArgument.List(shared, 1, "text")), ("b", PyArgument.Tuple(shared, array, new byte[100]))));
                    foreach (var (_, value) in made.ToDictionary())
                    {
                        foreach (var item in value)
                        {
                            item.Dispose();
                        }
                        value.Dispose();
                    }
                }
            }
        }
    }

    private static void Expect<T>(Action action) where T : Exception
    {
        try
        {
            action();
        }
        catch (T)
        {
            return;
        }
        throw new InvalidOperationException($"Expected {typeof(T).Name}.");
    }
}
