namespace Keras.Engine.Execution;

/// <summary>Steps that do not need each other: their tasks run in any order.</summary>
internal sealed class Bundle : IParallelWork
{
    // A second thread must save this many nanoseconds, or it is done before it has come.
    private const double WorthSharing = 2500;

    private readonly Step[] _steps;
    private readonly int _tasks;
    private readonly bool _isShared;
    private readonly nint _scratchBytes;

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
            pool.Run(this, _tasks);
            return;
        }
        nint scratch = ThreadScratch.Of(_scratchBytes);
        foreach (var step in _steps)
        {
            for (int task = 0; task < step.Tasks; task++)
            {
                step.Run(task, scratch);
            }
        }
    }

    void IParallelWork.Run(int task)
    {
        foreach (var step in _steps)
        {
            if (task < step.Tasks)
            {
                step.Run(task, ThreadScratch.Of(_scratchBytes));
                return;
            }
            task -= step.Tasks;
        }
    }

    public override string ToString() => string.Join(" | ", _steps.Select(step => $"{step.Name} x{step.Tasks}"));
}
