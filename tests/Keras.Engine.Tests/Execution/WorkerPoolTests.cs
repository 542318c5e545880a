using System.Diagnostics;
using Keras.Engine.Execution;

namespace Keras.Engine.Tests.Execution;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void EveryTaskRunsOnce(int threads)
    {
        WorkerPool pool = new(threads);
        for (int count = 0; count < 300; count++)
        {
            Counter counter = new(count);
            pool.Run(counter, count);
            Assert.All(counter.Runs, runs => Assert.Equal(1, runs));
        }

        pool.Threads = 1;
    }

    [Fact]
    public void EveryTaskRunsOnceWhateverTheShares()
    {
        WorkerPool pool = new(3);
        int[][] shares = [[0, 3, 6, 9], [0, 0, 0, 9], [0, 9, 9, 9], [0, 1, 1, 9], [0, 4, 9]];
        foreach (int[] starts in Enumerable.Repeat(shares, 50).SelectMany(some => some))
        {
            Counter counter = new(9);
            pool.Run(counter, 9, starts);
            Assert.All(counter.Runs, runs => Assert.Equal(1, runs));
        }

        pool.Threads = 1;
    }

    [Fact]
    public void ManyShortRunsInARow()
    {
        WorkerPool pool = new(3);
        Counter counter = new(7);
        for (int run = 1; run <= 20_000; run++)
        {
            pool.Run(counter, 7);
            Assert.All(counter.Runs, runs => Assert.Equal(run, runs));
        }

        pool.Threads = 1;
    }

    [Fact]
    public void SleepersWakeUp()
    {
        WorkerPool pool = new(2);
        for (int run = 0; run < 20; run++)
        {
            Meeting meeting = new();
            pool.Run(meeting, 2);
            Assert.True(meeting.Met);
            Thread.Sleep(5);
        }

        pool.Threads = 1;
    }

    [Fact]
    public void SeveralCallersAtOnce()
    {
        WorkerPool pool = new(3);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (int run = 0; run < 2000; run++)
            {
                Counter counter = new(9);
                pool.Run(counter, 9);
                Assert.All(counter.Runs, runs => Assert.Equal(1, runs));
            }
        });
        pool.Threads = 1;
    }

    [Fact]
    public void ATaskMayRunTasks()
    {
        WorkerPool pool = new(2);
        Nested nested = new(pool);
        pool.Run(nested, 5);
        Assert.Equal(20, nested.Inner.Runs.Sum());
        pool.Threads = 1;
    }

    [Fact]
    public void TheExceptionOfTheLowestTaskReachesTheCallerAndThePoolGoesOn()
    {
        WorkerPool pool = new(3);
        for (int run = 0; run < 50; run++)
        {
            Failing failing = new();
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => pool.Run(failing, 20));
            Assert.Equal("task 3 failed", error.Message);
            Assert.Equal(20, failing.Started);
            Counter counter = new(4);
            pool.Run(counter, 4);
            Assert.All(counter.Runs, runs => Assert.Equal(1, runs));
        }

        pool.Threads = 1;
    }

    [Fact]
    public void ARunAllocatesNothing()
    {
        WorkerPool pool = new(2);
        Counter counter = new(8);
        pool.Run(counter, 8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < 1000; run++)
        {
            pool.Run(counter, 8);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        pool.Threads = 1;
    }

    [Fact]
    public void ThreadsCanChange()
    {
        WorkerPool pool = new(4);
        foreach (int threads in new[] { 1, 3, 2, 6, 1 })
        {
            pool.Threads = threads;
            Counter counter = new(50);
            pool.Run(counter, 50);
            Assert.Equal(50, counter.Runs.Sum());
            Assert.Equal(threads, pool.Threads);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Threads = 0);
    }

    [Fact]
    public void TheEnvironmentVariableIsChecked()
    {
        Assert.Equal(Environment.ProcessorCount, WorkerPool.ReadThreads(null));
        Assert.Equal(3, WorkerPool.ReadThreads("3"));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => WorkerPool.ReadThreads("two"));
        Assert.Equal("KERAS_NUM_THREADS must be a whole number of threads, 1 or more; received 'two'. Correct it, or unset it to use all processors.", error.Message);
    }

    private sealed class Counter(int count) : IParallelWork
    {
        public int[] Runs { get; } = new int[count];

        public void Run(int task) => Interlocked.Increment(ref Runs[task]);
    }

    // Two tasks that wait for each other: only two threads get through.
    private sealed class Meeting : IParallelWork
    {
        private int _arrived;

        public bool Met { get; private set; }

        public void Run(int task)
        {
            Interlocked.Increment(ref _arrived);
            long start = Stopwatch.GetTimestamp();
            while (Volatile.Read(ref _arrived) < 2 && Stopwatch.GetElapsedTime(start).TotalSeconds < 20)
            {
                Thread.Yield();
            }

            Met = Volatile.Read(ref _arrived) == 2;
        }
    }

    private sealed class Nested(WorkerPool pool) : IParallelWork
    {
        public Counter Inner { get; } = new(4);

        public void Run(int task) => pool.Run(Inner, 4);
    }

    private sealed class Failing : IParallelWork
    {
        private int _started;

        public int Started => _started;

        public void Run(int task)
        {
            Interlocked.Increment(ref _started);
            if (task is 3 or 11 or 19)
            {
                throw new InvalidOperationException($"task {task} failed");
            }
        }
    }
}
