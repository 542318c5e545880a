using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Keras.Benchmarks.Epochs;

/// <summary>
/// How long two threads take to meet, in nanoseconds. It tells how far apart the two cores lie just now (a virtual machine may be moved from one cache to two): compare only times
/// that were measured in the same state.
/// </summary>
internal static class BarrierTime
{
    private const int Meetings = 100_000;

    public static double Nanoseconds()
    {
        var arrived = new Arrivals();
        var other = new Thread(() => arrived.Meet(ref arrived.Second, ref arrived.First));
        other.Start();
        // Once both are there: the first meeting waits for the thread's start.
        long start = arrived.Meet(ref arrived.First, ref arrived.Second);
        double elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        other.Join();
        return elapsed / Meetings;
    }

    /// <summary>How often each thread has arrived, on cache lines of their own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private sealed class Arrivals
    {
        [FieldOffset(128)]
        public int First;

        [FieldOffset(256)]
        public int Second;

        /// <summary>Meets the other thread once, then so many times; returns when the counted meetings began.</summary>
        public long Meet(ref int mine, ref int theirs)
        {
            long start = 0;
            for (int meeting = 1; meeting <= Meetings + 1; meeting++)
            {
                Volatile.Write(ref mine, meeting);
                while (Volatile.Read(ref theirs) < meeting)
                {
                }
                start = start == 0 ? Stopwatch.GetTimestamp() : start;
            }
            return start;
        }
    }
}
