using Keras.Datasets;
using NumSharp;

namespace Keras.Benchmarks.Epochs;

/// <summary>60,000 images of 28 by 28: MNIST from the folder of IDX files that KERAS_BENCH_DATA names, else the embedded 10,000 digits six times over.</summary>
internal sealed class Digits
{
    public const int Count = 60_000;

    private Digits(string source, byte[] pixels)
    {
        Source = source;
        Pixels = pixels;
        Images = np.array(pixels).reshape(Count, 784).astype(np.float32) / 255f;
    }

    public string Source { get; }

    public byte[] Pixels { get; }

    /// <summary>Shape (60000, 784), from 0 to 1.</summary>
    public NDArray Images { get; }

    public static Digits Load()
    {
        if (Environment.GetEnvironmentVariable("KERAS_BENCH_DATA") is { Length: > 0 } folder)
        {
            var ((images, _), _) = Mnist.LoadIdx(folder);
            return new($"MNIST from {folder}", images.ToArray<byte>());
        }
        var ((train, _), (test, _)) = Mnist.LoadSample();
        byte[] sample = [.. train.ToArray<byte>(), .. test.ToArray<byte>()];
        return new("the embedded 10,000 digits, six times over", [.. Enumerable.Repeat(sample, Count * 784 / sample.Length).SelectMany(pixels => pixels)]);
    }
}
