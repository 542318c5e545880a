using System.Diagnostics;

namespace Keras.Engine.Execution;

/// <summary>How long the bundles of a plan take; printed after 100 runs, and after each tenfold.</summary>
internal sealed class StepTimes(string plan, IReadOnlyList<string> bundles)
{
    private readonly long[] _ticks = new long[bundles.Count];
    private long _runs;
    private long _print = 100;

    public void Add(int bundle, long start) => _ticks[bundle] += Stopwatch.GetTimestamp() - start;

    public void EndOfRun()
    {
        if (++_runs < _print)
        {
            return;
        }
        double microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency / _runs;
        Console.Error.WriteLine($"--- {plan}: {microseconds(_ticks.Sum()):F1} us a run, mean of {_runs}");
        for (int i = 0; i < bundles.Count; i++)
        {
            Console.Error.WriteLine($"{microseconds(_ticks[i]),9:F1} us  {bundles[i]}");
        }
        _print *= 10;
    }
}
