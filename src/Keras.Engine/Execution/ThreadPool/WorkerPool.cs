using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Keras.Engine.Execution;

/// <summary>
/// Threads that wait for work cut into tasks. A run hands over in about a microsecond and allocates nothing: idle workers watch a counter for some
/// microseconds, then sleep. The caller takes part; a caller that finds the pool busy runs its tasks alone.
/// </summary>
/// <remarks>
/// Each thread begins with its own share of the tasks, always the same one, so that what it touched last time is still in its cache; when done it helps with the
/// shares of others. Which thread runs a task must therefore not matter to the result.
/// </remarks>
internal sealed class WorkerPool
{
    /// <summary>The environment variable that limits the number of threads.</summary>
    public const string ThreadsVariable = "KERAS_NUM_THREADS";

    // A thread that waits for another watches for some 50 microseconds; then a worker sleeps, and the caller gives its processor away.
    private const int MostSpins = 1500;

    private readonly Lock _threadsLock = new();
    private readonly Lock _exceptionLock = new();
    private Worker[] _workers = [];
    private Share[] _shares = [];
    private int _threads;
    private int _busy;

    // The current run. Written only while no worker takes part: _open is false and _active 0.
    private IParallelWork? _work;
    private int _participants;
    private volatile bool _open;
    private int _active;
    private int _generation;
    private Exception? _exception;
    private int _exceptionTask;

    /// <param name="threads">Threads that take part in a run, the caller among them; 1 or more.</param>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _threads = threads;
    }

    /// <summary>The pool of this process: as many threads as processors, or as <see cref="ThreadsVariable"/> says.</summary>
    public static WorkerPool Shared { get; } = new(ReadThreads(Environment.GetEnvironmentVariable(ThreadsVariable)));

    /// <summary>Threads that take part in a run, the caller among them. Results do not depend on it.</summary>
    public int Threads
    {
        get => _threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            lock (_threadsLock)
            {
                SpinWait wait = default;
                while (Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
                {
                    wait.SpinOnce();
                }

                foreach (Worker worker in _workers)
                {
                    worker.Stop();
                }

                _workers = [];
                _threads = value;
                Volatile.Write(ref _busy, 0);
            }
        }
    }

    /// <summary>The number of threads that <see cref="ThreadsVariable"/> asks for.</summary>
    public static int ReadThreads(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return Environment.ProcessorCount;
        }

        return int.TryParse(value, out int threads) && threads >= 1
            ? threads
            : throw new InvalidOperationException($"{ThreadsVariable} must be a whole number of threads, 1 or more; received '{value}'. Correct it, or unset it to use all processors.");
    }

    /// <summary>Runs tasks 0 to <paramref name="taskCount"/> - 1 and returns when all are done.</summary>
    /// <param name="work">What runs them.</param>
    /// <param name="taskCount">How many.</param>
    /// <param name="starts">The first of the tasks that each of <see cref="Threads"/> begins with, then <paramref name="taskCount"/>; equal shares if not given.</param>
    /// <remarks>When tasks throw, the others still run; then the exception of the lowest task number is thrown.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Run(IParallelWork work, int taskCount, int[]? starts = null)
    {
        if (taskCount <= 1 || _threads == 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            for (int task = 0; task < taskCount; task++)
            {
                work.Run(task);
            }

            return;
        }

        if (_workers.Length != _threads - 1)
        {
            StartWorkers();
        }

        _work = work;
        // The number of threads may just have been changed.
        bool isShared = starts?.Length == _threads + 1;
        _participants = isShared ? _threads : Math.Min(_threads, taskCount);
        for (int i = 0; i < _participants; i++)
        {
            _shares[i].Next = isShared ? starts![i] : (int)((long)taskCount * i / _participants);
            _shares[i].End = isShared ? starts![i + 1] : (int)((long)taskCount * (i + 1) / _participants);
        }

        _open = true;
        Interlocked.Increment(ref _generation);
        for (int i = 1; i < _participants; i++)
        {
            _workers[i - 1].Wake();
        }

        TakePart(0);

        // Nobody enters any more; wait for those within. A full fence stands between the two, as between their counterparts in Worker.
        _open = false;
        Interlocked.MemoryBarrier();
        for (int spin = 0; Volatile.Read(ref _active) != 0; spin++)
        {
            if (spin < MostSpins)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }

        Exception? exception = _exception;
        _exception = null;
        _work = null;
        Volatile.Write(ref _busy, 0);
        if (exception is not null)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    private void StartWorkers()
    {
        _shares = new Share[_threads];
        _workers = new Worker[_threads - 1];
        for (int i = 0; i < _workers.Length; i++)
        {
            _workers[i] = new Worker(this, i + 1);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void TakePart(int participant)
    {
        IParallelWork work = _work!;
        for (int i = 0; i < _participants; i++)
        {
            ref Share share = ref _shares[(participant + i) % _participants];
            while (Volatile.Read(ref share.Next) < share.End)
            {
                int task = Interlocked.Increment(ref share.Next) - 1;
                if (task >= share.End)
                {
                    break;
                }

                try
                {
                    work.Run(task);
                }
                catch (Exception exception)
                {
                    Keep(exception, task);
                }
            }
        }
    }

    private void Keep(Exception exception, int task)
    {
        lock (_exceptionLock)
        {
            if (_exception is null || task < _exceptionTask)
            {
                _exception = exception;
                _exceptionTask = task;
            }
        }
    }

    /// <summary>The tasks a thread begins with, on cache lines of their own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Share
    {
        [FieldOffset(0)]
        public int Next;

        [FieldOffset(4)]
        public int End;
    }

    private sealed class Worker
    {
        private readonly WorkerPool _pool;
        private readonly int _participant;
        private readonly AutoResetEvent _awake = new(false);
        private int _asleep;
        private volatile bool _stopped;

        public Worker(WorkerPool pool, int participant)
        {
            _pool = pool;
            _participant = participant;
            int generation = Volatile.Read(ref pool._generation);
            new Thread(() => Loop(generation)) { IsBackground = true, Name = $"Keras worker {participant}" }.Start();
        }

        public void Wake()
        {
            if (Interlocked.Exchange(ref _asleep, 0) == 1)
            {
                _awake.Set();
            }
        }

        public void Stop()
        {
            _stopped = true;
            Interlocked.MemoryBarrier();
            Wake();
        }

        private void Loop(int generation)
        {
            while (!_stopped)
            {
                int now = Await(generation);
                if (now == generation)
                {
                    continue;
                }

                generation = now;
                Interlocked.Increment(ref _pool._active);
                if (_pool._open && _participant < _pool._participants)
                {
                    _pool.TakePart(_participant);
                }

                Interlocked.Decrement(ref _pool._active);
            }
        }

        // Returns when the generation has changed, or after a sleep.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private int Await(int generation)
        {
            int now = generation;
            for (int spin = 0; spin < MostSpins; spin++)
            {
                now = Volatile.Read(ref _pool._generation);
                if (now != generation || _stopped)
                {
                    return now;
                }

                Thread.SpinWait(1);
            }

            Interlocked.Exchange(ref _asleep, 1);
            now = Volatile.Read(ref _pool._generation);
            if ((now == generation && !_stopped) || Interlocked.Exchange(ref _asleep, 0) == 0)
            {
                _awake.WaitOne();
            }

            return Volatile.Read(ref _pool._generation);
        }
    }
}
