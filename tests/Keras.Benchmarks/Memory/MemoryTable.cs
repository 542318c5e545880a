using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Keras.Benchmarks.Epochs;

namespace Keras.Benchmarks.Memory;

/// <summary>
/// The most memory that a process held which trains the first model on 60,000 images for an epoch, by Linux's own count (VmHWM): for each dtype of the images, and for larger batches; each
/// in a process of its own.
/// </summary>
internal static class MemoryTable
{
    public static int Run(string[] options)
    {
        switch (options)
        {
            case []:
                Console.WriteLine($"{"dtype",-9}{"batch",7}{"images MB",11}{"peak MB",9}");
                foreach (var (dtype, batch) in new[] { ("float32", 32), ("float32", 256), ("float32", 2048), ("uint8", 32), ("float64", 32) })
                {
                    if (NewProcess.Run(NewProcess.With("memory", dtype, batch.ToString(CultureInfo.InvariantCulture))) is not 0 and var failed)
                    {
                        return failed;
                    }
                }
                return 0;
            case ["float32", var batch]:
                return Train<float>("float32", int.Parse(batch, CultureInfo.InvariantCulture), images => images);
            case ["uint8", var batch]:
                return Train<byte>("uint8", int.Parse(batch, CultureInfo.InvariantCulture), images => images);
            case ["float64", var batch]:
                return Train<double>("float64", int.Parse(batch, CultureInfo.InvariantCulture), images => images);
            default:
                Console.Error.WriteLine("Usage: memory, or memory float32|uint8|float64 BATCH for one process.");
                return 1;
        }
    }

    private static int Train<T>(string dtype, int batch, Func<T[,], ArrayLike> asData) where T : unmanaged, INumberBase<T>
    {
        var images = new T[Digits.Count, 784];
        // Every page is written: memory that never was is not there.
        var all = MemoryMarshal.CreateSpan(ref images[0, 0], images.Length);
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = T.CreateTruncating(i % 7 / 7.0);
        }
        var data = asData(images);
        ExampleModel.All[0].Build().Fit(data, data, batchSize: batch, verbose: 0);
        int megabytes = Unsafe.SizeOf<T>() * images.Length / 1_000_000;
        Console.WriteLine($"{dtype,-9}{batch,7}{megabytes,11}{Peak() / 1000,9}");
        return 0;
    }

    /// <summary>In kilobytes.</summary>
    private static int Peak()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
