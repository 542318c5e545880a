using Keras.Core;
using Keras.Engine.Execution;
using Keras.Testing;

namespace Keras.Engine.Tests.Planning;

/// <summary>Run alone: what other tests allocate would be counted too.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public class Alone;

[Collection("Alone")]
public class ExecutionTests
{
    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        byte[][] runs = [.. new[] { 1, 2, 3 }.Select(threads => Train(new WorkerPool(threads)))];
        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);
    }

    [Fact]
    public void A_run_allocates_nothing_after_the_first()
    {
        var plan = TrainingGraph.Make(out _);
        var compiled = Plan<float>.Compile(plan, new WorkerPool(2));
        for (int i = 0; i < 3; i++)
        {
            compiled.Run();
        }
        // All threads of the process count, the test runner's too: the quietest of several rounds is what the runs themselves allocate.
        long least = long.MaxValue;
        for (int round = 0; round < 20 && least > 0; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 20; i++)
            {
                compiled.Run();
            }
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        Assert.True(least < 20 * 64, $"20 runs allocated {least} bytes.");
    }

    [Fact]
    public void Different_plans_run_at_the_same_time()
    {
        byte[] expected = Train(new WorkerPool(1));
        var pool = new WorkerPool(2);
        var results = new byte[4][];
        Parallel.For(0, results.Length, i => results[i] = Train(pool));
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    private static byte[] Train(WorkerPool pool)
    {
        var plan = Plan<float>.Compile(TrainingGraph.Make(out var weights), pool);
        var random = new Random(4);
        for (int step = 0; step < 5; step++)
        {
            foreach (ref float x in plan.Input(0))
            {
                x = (float)random.NextDouble();
            }
            plan.Run();
        }
        return [.. weights.SelectMany(weight => weight.Elements<float>().ToArray()).Append(plan.Output(0)[0]).SelectMany(BitConverter.GetBytes)];
    }
}
