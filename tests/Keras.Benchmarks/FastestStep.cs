using System.Diagnostics;

namespace Keras.Benchmarks;

/// <summary>Seconds a step, from runs of many steps.</summary>
internal static class FastestStep
{
    /// <summary>Runs pieces of about a third of the time, for so many seconds, and takes the fastest.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="fewest">Steps of a piece at least.</param>
    /// <param name="most">Steps of a piece at most.</param>
    /// <param name="run">Runs so many steps.</param>
    public static double Seconds(double seconds, int fewest, int most, Action<int> run)
    {
        double best = double.PositiveInfinity;
        int steps = fewest;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds;)
        {
            long piece = Stopwatch.GetTimestamp();
            run(steps);
            best = Math.Min(best, Stopwatch.GetElapsedTime(piece).TotalSeconds / steps);
            steps = (int)Math.Clamp(seconds / 3 / best, fewest, most);
        }
        return best;
    }
}
