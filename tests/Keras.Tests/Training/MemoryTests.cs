using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using static Keras.Functional;

namespace Keras.Tests.Training;

/// <summary>Data are converted as they are gathered, batch by batch: by the system's count of the memory that the process held.</summary>
[Collection(nameof(Alone))]
public class MemoryTests
{
    [Fact]
    public void BytesAreNeverWholeInAnotherType() => Check<byte>(60_000, data => data);

    [Fact]
    public void DoublesAreNeverWholeInAnotherType() => Check<double>(30_000, data => data);

    [Fact]
    public void FloatsAreNotCopied() => Check<float>(30_000, data => data);

    private static void Check<T>(int samples, Func<T[,], ArrayLike> asData) where T : unmanaged, INumberBase<T>
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says how much memory a process held at most since a moment of its choice.");
        var images = new T[samples, 784];
        var all = MemoryMarshal.CreateSpan(ref images[0, 0], images.Length);
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = T.CreateTruncating(i % 3);
        }
        var data = asData(images);
        var x = Input(784);
        var model = new Model(x, Dense(784)(Dense(2)(x)));
        model.Compile("adam", "mse");
        model.Fit(data, data, batchSize: 1000, stepsPerEpoch: 2, verbose: 0);

        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
        long before = Status("VmRSS");
        model.Fit(data, data, batchSize: 1000, verbose: 0);
        model.Evaluate(data, data, batchSize: 1000, verbose: 0);
        long grown = Status("VmHWM") - before;
        long whole = (long)samples * 784 * sizeof(float) / 1024;
        Assert.True(grown < whole / 3, $"The process grew by {grown} kB while it went through data that are {whole} kB as float32.");
    }

    /// <summary>In kB.</summary>
    private static long Status(string name) => long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
