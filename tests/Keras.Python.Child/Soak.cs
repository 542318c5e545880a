using System.Diagnostics;
using NumSharp;

namespace Keras.Python.Child;

/// <summary>Eight threads and as many async callers do everything at once, for a while.</summary>
internal static class Soak
{
    private const int Threads = 8;

    public static int Run(double seconds)
    {
        // Callers that wait hold threads of the pool, which gives more of them only twice a second: so many from the start, or the soak would mostly wait for the pool.
        ThreadPool.SetMinThreads(4 * Threads, 4 * Threads);
        using var work = Source.Define(
            """
            def work(f, array, *, add=0):
                if add < 0:
                    raise ValueError(str(add))
                return f(array, add=add)
            """, "work");
        using var builtins = Py.Import("builtins");
        using var shared = builtins.CallMember("object");
        long calls = 0;
        // The first second fills what is kept for later.
        Work(Math.Min(1, seconds / 4));
        var before = Memory.Measure(shared);
        calls = 0;
        Work(seconds);
        var after = Memory.Measure(shared);
        Console.WriteLine($"{calls} calls in {seconds} s; blocks {before.Blocks} -> {after.Blocks}, MB {before.Bytes >> 20} -> {after.Bytes >> 20}");
        Console.WriteLine($"calls={calls}\nblocks={after.Blocks - before.Blocks}\nbytes={after.Bytes - before.Bytes}");
        return 0;

        void Work(double time)
        {
            var watch = Stopwatch.StartNew();
            var threads = Enumerable.Range(0, Threads).Select(index => Task.Factory.StartNew(() =>
            {
                var random = new Random(index);
                while (watch.Elapsed.TotalSeconds < time)
                {
                    Step(random);
                    Interlocked.Increment(ref calls);
                }
            }, TaskCreationOptions.LongRunning));
            var callers = Enumerable.Range(0, Threads).Select(async index =>
            {
                var random = new Random(100 + index);
                while (watch.Elapsed.TotalSeconds < time)
                {
                    await StepAsync(random);
                    Interlocked.Increment(ref calls);
                }
            });
            Task.WaitAll([.. threads, .. callers]);
        }

        void Step(Random random)
        {
            int add = random.Next(1, 100);
            switch (random.Next(6))
            {
                case 0:
                    ExpectThrown<PythonException>(() => work.Call(builtins, PyArgument.None, ("add", -add)));
                    break;
                case 1:
                    using (var fail = Py.Function(_ => throw new KeyNotFoundException()))
                    {
                        ExpectThrown<KeyNotFoundException>(() => work.Call(fail, shared));
                    }
                    break;
                case 2:
                    // The callback waits for another thread's call.
                    Check(add, function => work.Call(function, np.arange(10), ("add", add)), arguments => Task.Run(() => arguments[0].ToNDArray() + arguments.Find("add")!.ToInt64()).Result);
                    break;
                case 3:
                    using (var source = new CancellationTokenSource(random.Next(3)))
                    {
                        try
                        {
                            Py.Run(() => builtins.CallMember("len", "text").ToInt64(), source.Token);
                        }
                        catch (OperationCanceledException)
                        {
                        }
                    }
                    break;
                default:
                    Check(add, function => work.Call(function, np.arange(10), ("add", add)), arguments => arguments[0].ToNDArray() + arguments.Find("add")!.ToInt64());
                    break;
            }
        }

        async Task StepAsync(Random random)
        {
            int add = random.Next(1, 100);
            using var function = Py.Function(arguments => arguments.Find("add")!.ToInt64() + 1);
            using var result = await work.CallAsync([function, shared, ("add", add)]);
            if (result.ToInt64() != add + 1)
            {
                throw new InvalidOperationException("The async result is wrong.");
            }
        }
    }

    private static void Check(int add, Func<PyObject, PyObject> call, Func<PyArguments, PyArgument> body)
    {
        using var function = Py.Function(body);
        using var result = call(function);
        using var array = result.ToNDArray();
        if (array.GetInt64(9) != 9 + add)
        {
            throw new InvalidOperationException($"The result is wrong: {array}");
        }
    }

    private static void ExpectThrown<T>(Action action) where T : Exception
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
