using System.Diagnostics;

namespace Keras.Engine.Execution;

/// <summary>How long the bundles of a plan take: mean and least, printed after 100 runs and after each tenfold.</summary>
internal sealed class StepTimes(string plan, IReadOnlyList<string> bundles)
{
    private readonly long[] _total = new long[bundles.Count];
    private readonly long[] _least = [.. Enumerable.Repeat(long.MaxValue, bundles.Count)];
    private long _runs;
    private long _print = 100;

    public void Add(int bundle, long start)
    {
        long ticks = Stopwatch.GetTimestamp() - start;
        _total[bundle] += ticks;
        _least[bundle] = Math.Min(_least[bundle], ticks);
    }

    public void EndOfRun()
    {
        if (++_runs < _print)
        {
            return;
        }
        static double Microseconds(double ticks) => ticks * 1e6 / Stopwatch.Frequency;
        Console.Error.WriteLine($"--- {plan}; {_runs} runs: {Microseconds((double)_total.Sum() / _runs):F1} us in the mean, {Microseconds(_least.Sum()):F1} us at least");
        for (int i = 0; i < bundles.Count; i++)
        {
            Console.Error.WriteLine($"{Microseconds((double)_total[i] / _runs),9:F1} {Microseconds(_least[i]),9:F1}  {bundles[i]}");
        }
        _print *= 10;
    }
}
