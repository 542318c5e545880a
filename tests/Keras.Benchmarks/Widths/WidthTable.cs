using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Benchmarks.Epochs;
using Keras.Engine.Kernels;

namespace Keras.Benchmarks.Widths;

/// <summary>
/// What a product of 1024-cubed matrices reaches of the multiply-add limit, at each width of vectors that this processor has: each in a process of its own that is told to do
/// without the wider ones, limit and product in turn.
/// </summary>
internal static class WidthTable
{
    private const int Rounds = 3;
    private const double Seconds = 0.4;

    public static int Run(string[] options)
    {
        switch (options)
        {
            case []:
                Console.WriteLine($"{"bits",5}{"dtype",9}{"threads",9}{"GFLOP/s",10}{"limit",8}{"share",8}");
                // The runtime takes wider vectors away only together with what is wider still.
                foreach (string? without in (string?[])[null, "DOTNET_EnableAVX512", "DOTNET_EnableAVX2"])
                {
                    if (Start(without) is not 0 and var code)
                    {
                        return code;
                    }
                }
                return 0;
            case ["here"]:
                Measure<float>("float32");
                Measure<double>("float64");
                return 0;
            default:
                Console.Error.WriteLine("Usage: widths, or widths here for this process alone.");
                return 1;
        }
    }

    private static int Start(string? without)
    {
        var start = NewProcess.With("widths", "here");
        if (without is not null)
        {
            start.Environment[without] = "0";
        }
        return NewProcess.Run(start);
    }

    private static void Measure<T>(string dtype)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int threads = 1; threads <= Environment.ProcessorCount; threads *= 2)
        {
            using var product = new ProductRate<T>(threads);
            double limit = 0, rate = 0;
            product.Gigaflops(Seconds);
            for (int round = 0; round < Rounds; round++)
            {
                limit = Math.Max(limit, MultiplyAddLimit<T>.Gigaflops(threads));
                rate = Math.Max(rate, product.Gigaflops(Seconds));
            }
            int bits = VectorWidth<T>.Widest * Unsafe.SizeOf<T>() * 8;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bits,5}{dtype,9}{threads,9}{rate,10:0}{limit,8:0}{rate / limit,8:P0}"));
        }
    }
}
