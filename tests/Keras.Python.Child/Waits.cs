using System.Collections.Concurrent;
using System.Diagnostics;

namespace Keras.Python.Child;

/// <summary>Who waits for whom between C# and Python: each of these returns, or it hangs.</summary>
internal static class Waits
{
    public static int Run(string how)
    {
        using var math = Py.Import("math");
        using var apply = Source.Define("def apply(f, *arguments):\n    return f(*arguments)", "apply");
        double Root(double x) => math.CallMember("sqrt", x).ToDouble();
        double result = how switch
        {
            // A task that the callback starts.
            "task" => Apply(apply, () => Task.Run(() => Root(16)).Result),
            // A task that knows nothing of the callback.
            "stranger" => Apply(apply, () =>
            {
                using (ExecutionContext.SuppressFlow())
                {
                    return Task.Run(() => Root(16)).Result;
                }
            }),
            // A thread that was there before, as of a server.
            "worker" => WithWorker(worker => Apply(apply, () => worker(() => Root(16)))),
            // That thread's call comes back into C#, which waits for one more.
            "workers" => WithWorker(first => WithWorker(second => Apply(apply, () => first(() => Apply(apply, () => second(() => Root(16))))))),
            // Nobody waits for the outer call.
            "async" => AsyncApply(apply, () => Task.Run(() => Root(16)).Result),
            "async-worker" => WithWorker(worker => AsyncApply(apply, () => worker(() => Root(16)))),
            // Into Python and back, many times over.
            "depth" => Deep(apply, 40),
            "turn" => Turn(Root),
            _ => throw new ArgumentException(how),
        };
        Console.WriteLine($"result={result}");
        return result == 4 ? 0 : 1;
    }

    private static double Apply(PyObject apply, Func<double> body)
    {
        using var function = Py.Function(_ => body());
        using var result = apply.Call(function);
        return result.ToDouble();
    }

    private static double AsyncApply(PyObject apply, Func<double> body)
    {
        using var function = Py.Function(_ => body());
        using var result = apply.CallAsync([function]).GetAwaiter().GetResult();
        return result.ToDouble();
    }

    private static double Deep(PyObject apply, int depth) => Apply(apply, () => depth == 0 ? 4 : depth % 2 == 0 ? Deep(apply, depth - 1) : Task.Run(() => Deep(apply, depth - 1)).Result);

    /// <summary>A call that waits for its turn gives up when it is told to.</summary>
    private static double Turn(Func<double, double> root)
    {
        LongCall.Start("sleep");
        using var soon = new CancellationTokenSource(100);
        var watch = Stopwatch.StartNew();
        try
        {
            Py.Run(() => 1, soon.Token);
            return 0;
        }
        catch (OperationCanceledException error) when (error.CancellationToken == soon.Token && watch.Elapsed < TimeSpan.FromSeconds(5))
        {
        }
        using var again = new CancellationTokenSource(100);
        try
        {
            Py.ImportAsync("math", again.Token).GetAwaiter().GetResult();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return 4;
        }
    }

    /// <summary>Gives the body a way to have something done on a thread that exists already.</summary>
    private static double WithWorker(Func<Func<Func<double>, double>, double> body)
    {
        using var work = new BlockingCollection<(Func<double> Body, TaskCompletionSource<double> Done)>();
        var thread = new Thread(() =>
        {
            foreach (var (item, done) in work.GetConsumingEnumerable())
            {
                try
                {
                    done.SetResult(item());
                }
                catch (Exception error)
                {
                    done.SetException(error);
                }
            }
        })
        { IsBackground = true };
        thread.Start();
        double result = body(item =>
        {
            var done = new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously);
            work.Add((item, done));
            return done.Task.Result;
        });
        work.CompleteAdding();
        thread.Join();
        return result;
    }
}
