using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Execution;

/// <summary>Runs bundles of steps one after the other.</summary>
internal sealed class Executor(string plan, IReadOnlyList<Bundle> bundles, WorkerPool pool)
{
    private readonly Bundle[] _bundles = [.. bundles];
    private readonly StepTimes? _times = Trace.IsOn ? new(plan, [.. bundles.Select(bundle => bundle.ToString())]) : null;

    /// <param name="alone">Whether to leave the pool to others and compute on this thread.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Run(bool alone)
    {
        for (int i = 0; i < _bundles.Length; i++)
        {
            long start = _times is null ? 0 : Stopwatch.GetTimestamp();
            if (alone)
            {
                _bundles[i].RunAlone();
            }
            else
            {
                _bundles[i].Run(pool);
            }
            _times?.Add(i, start);
        }
        _times?.EndOfRun();
    }

    public override string ToString() => string.Join(Environment.NewLine, [plan, .. _bundles.Select(bundle => $"  {bundle}")]);
}
