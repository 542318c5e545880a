using System.Runtime.CompilerServices;

namespace Keras.Engine.Execution;

/// <summary>
/// Steps that do not need each other: their tasks run in any order. Each thread begins with its share of every step, always the same one, so that it finds the
/// images that it has just written in its own cache. What is not cut into so many tasks goes to the thread that has least to do, after its shares of the rest.
/// </summary>
internal sealed class Bundle : IParallelWork
{
    // A second thread must save this many nanoseconds, or it is done before it has come.
    private const double WorthSharing = 2500;

    private readonly Step[] _steps;
    private readonly int _tasks;
    private readonly bool _isShared;
    private readonly nint _scratchBytes;
    private (Step Step, int Task)[] _order = [];
    private int[] _starts = [];
    private int _threads;

    /// <param name="steps">The steps.</param>
    /// <param name="scratchBytes">Scratch memory of the plan's most demanding step: each thread asks for it once.</param>
    public Bundle(IReadOnlyList<Step> steps, nint scratchBytes)
    {
        _steps = [.. steps];
        _tasks = _steps.Sum(step => step.Tasks);
        double alone = _steps.Sum(step => step.Nanoseconds), longestTask = _steps.Max(step => step.Nanoseconds / Math.Max(step.Tasks, 1));
        _isShared = _tasks > 1 && alone - Math.Max(alone / 2, longestTask) >= WorthSharing;
        _scratchBytes = scratchBytes;
    }

    public void Run(WorkerPool pool)
    {
        if (_isShared)
        {
            if (_threads != pool.Threads)
            {
                Share(pool.Threads);
            }
            pool.Run(this, _tasks, _starts);
            return;
        }
        RunAlone();
    }

    /// <summary>Runs all tasks on this thread; the results are the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void RunAlone()
    {
        nint scratch = ThreadScratch.Of(_scratchBytes);
        foreach (var step in _steps)
        {
            for (int task = 0; task < step.Tasks; task++)
            {
                step.Run(task, scratch);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    void IParallelWork.Run(int task)
    {
        var (step, number) = _order[task];
        step.Run(number, ThreadScratch.Of(_scratchBytes));
    }

    /// <summary>Puts the tasks into the order of the threads that begin with them.</summary>
    private void Share(int threads)
    {
        var shares = Enumerable.Range(0, threads).Select(_ => new List<(Step Step, int Task)>()).ToArray();
        double Nanoseconds(int thread) => shares[thread].Sum(one => one.Step.Nanoseconds / one.Step.Tasks);
        foreach (var step in _steps.Where(step => step.Tasks >= threads))
        {
            for (int task = 0; task < step.Tasks; task++)
            {
                // The thread whose share, from tasks * thread / threads on, the task lies in.
                shares[(int)((((task + 1L) * threads) - 1) / step.Tasks)].Add((step, task));
            }
        }
        foreach (var one in _steps.Where(step => step.Tasks < threads).OrderByDescending(step => step.Nanoseconds).SelectMany(step => Enumerable.Range(0, step.Tasks).Select(task => (step, task))))
        {
            shares[Enumerable.Range(0, threads).MinBy(Nanoseconds)].Add(one);
        }
        _order = [.. shares.SelectMany(share => share)];
        _starts = [.. Enumerable.Range(0, threads + 1).Select(thread => shares.Take(thread).Sum(share => share.Count))];
        _threads = threads;
    }

    public override string ToString() => string.Join(" | ", _steps.Select(step => $"{step.Name} x{step.Tasks}"));
}
