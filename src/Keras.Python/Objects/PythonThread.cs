using System.Collections.Concurrent;
using System.Diagnostics;
using Keras.Python.Interop;

namespace Keras.Python.Objects;

/// <summary>
/// The one thread that runs Python: it starts the interpreter and makes every call, so that what Keras keeps by thread stays in one place. Others hand their work to it and wait
/// their turn. It never ends, and gives Python's lock away while it waits.
/// </summary>
internal sealed class PythonThread
{
    private const int StackSize = 64 << 20;
    // A callback is waited for in a loop so long: on a virtual machine it takes near 100 microseconds to wake a thread, and the one that runs the callback was woken already.
    private const int SpinMicroseconds = 200;

    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(0.5);
    private static readonly Lock s_starting = new();
    private static volatile PythonThread? s_instance;

    /// <summary>On the Python thread, itself.</summary>
    [ThreadStatic]
    private static PythonThread? t_current;

    private readonly LinkedList<WorkItem> _queue = new();
    private readonly object _gate = new();
    private readonly ConcurrentQueue<nint> _released = new();
    private readonly ManualResetEventSlim _resting = new(false);
    private WorkItem? _running;
    private volatile bool _isExiting;

    private PythonThread(PythonInstallation python)
    {
        Python = python;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Main(started), StackSize) { IsBackground = true, Name = "Python" }.Start();
        started.Task.GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => OnProcessExit();
    }

    /// <summary>The interpreter that runs.</summary>
    public PythonInstallation Python { get; }

    /// <summary>Whether Python runs in this process.</summary>
    public static bool IsStarted => s_instance is not null;

    /// <summary>The thread; Python is started by the first to ask, with the interpreter that <see cref="PythonChoice"/> finds.</summary>
    public static PythonThread Instance => t_current ?? s_instance ?? Start(null);

    /// <summary>The process is about to end: what runs long stops.</summary>
    public event Action? Exiting;

    /// <summary>Whether the calling code runs on this thread.</summary>
    public bool IsCurrent => t_current == this;

    /// <summary>Starts that Python, or finds that it runs.</summary>
    /// <exception cref="PythonSetupException">Another one runs in this process, or it cannot start.</exception>
    public static PythonThread Start(PythonInstallation? python)
    {
        lock (s_starting)
        {
            if (s_instance is { } running)
            {
                return python is null || python.Executable == running.Python.Executable
                    ? running
                    : throw new PythonSetupException($"Python already runs in this process as '{running.Python.Executable}' ({running.Python.Version}); a process has one Python. Choose '{python.Executable}' before the first use of Python.");
            }
            return s_instance = new PythonThread(python ?? PythonChoice.Find());
        }
    }

    /// <summary>Does the work on the Python thread and waits for it.</summary>
    /// <exception cref="OperationCanceledException">The token asked for the end before the work's turn came.</exception>
    public T Run<T>(Func<T> work, CancellationToken cancellation = default)
    {
        if (IsCurrent)
        {
            return work();
        }
        cancellation.ThrowIfCancellationRequested();
        T result = default!;
        var item = new WorkItem(() => result = work(), CallbackFrame.Current) { Change = WorkItem.ChangeForThisThread };
        Enqueue(item);
        item.Wait(() => Withdraw(item), cancellation);
        return result;
    }

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Action work, CancellationToken cancellation = default) => Run<object?>(() =>
    {
        work();
        return null;
    }, cancellation);

    /// <summary>Does the work on the Python thread, without a thread that waits for it.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        T result = default!;
        var item = new WorkItem(() => result = work(), CallbackFrame.Current) { Completion = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        Enqueue(item);
        using var registration = cancellation.Register(() =>
        {
            if (Withdraw(item))
            {
                item.Fail(new OperationCanceledException(cancellation));
            }
        });
        await item.Completion.Task.ConfigureAwait(false);
        return result;
    }

    /// <summary>
    /// On the Python thread, called from Python: runs C# code on the thread that waits for the running work, and serves meanwhile what that code, or any thread that works for it, asks of Python.
    /// </summary>
    public void CallBack(Action body)
    {
        if (_running is not { } item)
        {
            body();
            return;
        }
        var frame = new CallbackFrame(item.Frame);
        var callback = new Callback(body, frame, Wake);
        item.Post(callback);
        unsafe
        {
            nint state = CPython.SaveThread();
            Spin(callback);
            while (Next(callback) is { } nested)
            {
                CPython.RestoreThread(state);
                RunItem(nested);
                state = CPython.SaveThread();
            }
            CPython.RestoreThread(state);
        }
        callback.ThrowError();
    }

    /// <summary>Gives back a reference, from whichever thread, when the Python thread next works.</summary>
    public void Release(nint reference)
    {
        const int Many = 10_000;
        _released.Enqueue(reference);
        if (_released.Count == Many && !_isExiting)
        {
            Enqueue(new WorkItem(static () => { }, null) { Completion = new() });
        }
    }

    private static void Spin(Callback callback)
    {
        long start = Stopwatch.GetTimestamp();
        while (!callback.IsDone && Stopwatch.GetElapsedTime(start).TotalMicroseconds < SpinMicroseconds)
        {
            Thread.SpinWait(20);
        }
    }

    private void Main(TaskCompletionSource started)
    {
        t_current = this;
        try
        {
            nint library = SystemLibrary.Load(Python.Library);
            Interpreter.Start(library, Python.Executable);
            CPython.Bind(library);
            Support.Prepare();
        }
        catch (Exception error)
        {
            started.SetException(new PythonSetupException($"Python {Python.Version} ('{Python.Executable}', library '{Python.Library}') does not start: {error.Message}", error));
            return;
        }
        unsafe
        {
            nint state = CPython.SaveThread();
            started.SetResult();
            while (true)
            {
                _resting.Set();
                var item = Next(null)!;
                _resting.Reset();
                if (_isExiting)
                {
                    // Nothing new begins in a process that ends.
                    _resting.Set();
                    Thread.Sleep(Timeout.Infinite);
                }
                CPython.RestoreThread(state);
                RunItem(item);
                state = CPython.SaveThread();
            }
        }
    }

    private void RunItem(WorkItem item)
    {
        var outer = _running;
        _running = item;
        item.Run();
        _running = outer;
        unsafe
        {
            while (_released.TryDequeue(out nint reference))
            {
                CPython.DecRef(reference);
            }
        }
    }

    private void Enqueue(WorkItem item)
    {
        lock (_gate)
        {
            _queue.AddLast(item);
            Monitor.PulseAll(_gate);
        }
    }

    private bool Withdraw(WorkItem item)
    {
        lock (_gate)
        {
            return _queue.Remove(item);
        }
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// The next item to run; within a callback one that came out of it, or null when the callback is done. A callback that is stuck may wait for anybody, as for a thread that was
    /// there before and now stands in the queue: then all are served.
    /// </summary>
    private WorkItem? Next(Callback? within)
    {
        lock (_gate)
        {
            while (true)
            {
                bool isOpen = within is null || within.IsStuck;
                for (var node = _queue.First; node is not null; node = node.Next)
                {
                    if (isOpen || node.Value.Frame?.IsWithin(within!.Frame) == true)
                    {
                        _queue.Remove(node);
                        return node.Value;
                    }
                }
                if (within?.IsDone == true)
                {
                    return null;
                }
                Monitor.Wait(_gate, _queue.Count == 0 ? Timeout.Infinite : Callback.StuckAfter);
            }
        }
    }

    /// <summary>
    /// A process that ends while Python computes would crash in its libraries: so what runs is asked to stop, and waited for; what does not stop in time is ended with the process, at once.
    /// </summary>
    private void OnProcessExit()
    {
        _isExiting = true;
        Interlocked.MemoryBarrier();
        Exiting?.Invoke();
        if (!IsCurrent && !Callback.IsRunningHere && _resting.Wait(ExitPatience))
        {
            return;
        }
        Console.Out.Flush();
        Console.Error.Flush();
        SystemLibrary.End(Environment.ExitCode);
    }
}
