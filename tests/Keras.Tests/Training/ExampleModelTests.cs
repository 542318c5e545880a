using Keras.Benchmarks.Epochs;
using Keras.Callbacks;
using Keras.Core;
using Keras.Engine.Execution;
using NumSharp;

namespace Keras.Tests.Training;

/// <summary>The examples' four models: what must hold of how they train. They have the pool of threads for themselves.</summary>
[Collection(nameof(Alone))]
public sealed class ExampleModelTests : IDisposable
{
    private readonly int _threads = WorkerPool.Shared.Threads;

    public static TheoryData<string, string> Cases => new(
        from model in ExampleModel.All from dtype in new[] { "float32", "float64" } select (model.Name, dtype));

    public static TheoryData<string> Names => [.. ExampleModel.All.Select(model => model.Name)];

    public void Dispose()
    {
        WorkerPool.Shared.Threads = _threads;
        Config.SetFloatx("float32");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheBitsDoNotDependOnTheNumberOfThreads(string name, string dtype)
    {
        byte[]? expected = null;
        foreach (int threads in new[] { 1, 2, 3, 5, 8 })
        {
            WorkerPool.Shared.Threads = threads;
            byte[] bits = Trained(name, dtype);
            Assert.True(expected is null || bits.AsSpan().SequenceEqual(expected), $"{threads} threads give other bits than one.");
            expected ??= bits;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepAllocatesNothing(string name)
    {
        var example = ExampleModel.All.Single(model => model.Name == name);
        var (model, x) = (example.Build(), Images(example, 4 * example.BatchSize + 7));
        int epochs = 0;
        var counts = new LambdaCallback(onEpochEnd: (_, _) => epochs++);
        long Allocated(int steps)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            model.Fit(x, x, batchSize: example.BatchSize, stepsPerEpoch: steps, verbose: 0, validationData: (x, x), validationBatchSize: example.BatchSize, validationSteps: steps, callbacks: [counts]);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
        // The last of five steps is a short batch. What a call allocates, it allocates for one step, too; now and then another thread of the process allocates meanwhile.
        Allocated(5);
        Assert.Contains(0, Enumerable.Range(0, 10).Select(_ => Allocated(5) - Allocated(1)));
        Assert.InRange(epochs, 3, 21);
    }

    private static byte[] Trained(string name, string dtype)
    {
        Config.SetFloatx(dtype);
        Utils.SetRandomSeed(3);
        var example = ExampleModel.All.Single(model => model.Name == name);
        var (model, x) = (example.Build(), Images(example, 2 * example.BatchSize + 7));
        var history = model.Fit(x, x, batchSize: example.BatchSize, verbose: 0, validationSplit: 0.2);
        byte[] bits = [.. history["val_loss"].SelectMany(BitConverter.GetBytes), .. NDArrays.Bytes(model.Predict(x, verbose: 0))];
        return [.. bits, .. model.GetWeights().SelectMany(weight => NDArrays.Bytes(weight).ToArray())];
    }

    /// <summary>Mostly black, as digits are.</summary>
    private static NDArray Images(ExampleModel example, int count)
    {
        var random = new Random(7);
        var pixels = new float[count * 784];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = Math.Max(0, (random.NextSingle() * 2) - 1);
        }
        return example.Data(np.array(pixels).reshape(count, 784));
    }
}
