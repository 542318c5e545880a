namespace Keras.Engine.Execution;

/// <summary>
/// Work cut into tasks that may run in any order and on any thread. The cut depends on shapes alone, never on the number of
/// threads, so that the bits of a result do not depend on it either.
/// </summary>
internal sealed class Step(string name, int tasks, double nanoseconds, Action<int, nint> run, nint scratchBytes = 0)
{
    public string Name { get; } = name;

    public int Tasks { get; } = tasks;

    /// <summary>A guess at how long all tasks take on one thread.</summary>
    public double Nanoseconds { get; } = nanoseconds;

    /// <summary>Memory that each running task needs for itself; nothing is kept in it between tasks.</summary>
    public nint ScratchBytes { get; } = scratchBytes;

    /// <summary>Runs a task, given scratch memory on a cache line.</summary>
    public Action<int, nint> Run { get; } = run;
}
