using System.Collections.Concurrent;
using Keras.Core;
using NumSharp;

namespace Keras.Parity.Tests.Cases;

/// <summary>How far a result lies from the expected one: the largest |a - b| / (1 + |b|). The largest of each folder is kept for the report.</summary>
internal static class Distance
{
    /// <summary>The largest distance allowed.</summary>
    public const double Limit = 2e-5;

    private static readonly ConcurrentDictionary<string, double> s_report = new();

    /// <summary>The largest distance met so far in each folder of cases.</summary>
    public static IReadOnlyDictionary<string, double> Report => s_report;

    public static void Check(GoldenCase golden, string what, NDArray expected, ReadOnlySpan<float> actual)
    {
        double[] numbers = Numbers(expected);
        Assert.True(numbers.Length == actual.Length, $"{golden.Name}: {what} has {actual.Length} elements, expected {numbers.Length}.");
        for (int i = 0; i < numbers.Length; i++)
        {
            Check(golden, $"{what}[{i}]", numbers[i], actual[i]);
        }
    }

    public static void Check(GoldenCase golden, string what, double expected, double actual)
    {
        double distance = Between(expected, actual);
        s_report.AddOrUpdate(Path.GetDirectoryName(golden.Name)!, distance, (_, largest) => Math.Max(largest, distance));
        Assert.True(distance <= Limit, $"{golden.Name}: {what} is {actual}, expected {expected} (distance {distance:E1}, limit {Limit:E0}).");
    }

    /// <summary>The largest distance between two arrays, which nothing is demanded of.</summary>
    public static double Largest(NDArray expected, ReadOnlySpan<float> actual)
    {
        double[] numbers = Numbers(expected);
        double largest = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            largest = Math.Max(largest, Between(numbers[i], actual[i]));
        }
        return largest;
    }

    private static double Between(double expected, double actual) => expected.Equals(actual) ? 0 : Math.Abs(actual - expected) / (1 + Math.Abs(expected));

    private static double[] Numbers(NDArray array)
    {
        ArrayLike? like = array;
        var numbers = new double[like!.View!.Shape.Product];
        like.View.CopyTo<double>(numbers);
        return numbers;
    }
}
