namespace Keras.Initializers;

/// <summary>The windows of <c>scipy.signal.windows</c> that need no parameters, by all of SciPy's names of them.</summary>
/// <remarks>
/// Each is even about its middle: a function of the distance from there, in samples, and of the number of samples.
/// Source: <see href="https://docs.scipy.org/doc/scipy/reference/signal.windows.html"/>.
/// </remarks>
internal static class WindowFunctions
{
    private static readonly (string[] Names, Func<double, int, double> At)[] All =
    [
        (["barthann", "brthan", "bth"], (distance, length) => 0.62 - 0.24 * Part(distance, length) + 0.38 * Math.Cos(Math.PI * Part(distance, length))),
        (["bartlett", "bart", "brt"], (distance, length) => 1 - Part(distance, length)),
        (["blackman", "black", "blk"], CosineSum(0.42, 0.5, 0.08)),
        (["blackmanharris", "blackharr", "bkh"], CosineSum(0.35875, 0.48829, 0.14128, 0.01168)),
        (["bohman", "bman", "bmn"], (distance, length) => Bohman(Part(distance, length))),
        (["boxcar", "box", "ones", "rect", "rectangular"], (_, _) => 1),
        (["cosine", "halfcosine"], (distance, length) => Math.Cos(Math.PI * distance / length)),
        (["exponential", "poisson"], (distance, _) => Math.Exp(-distance)),
        (["flattop", "flat", "flt"], CosineSum(0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368)),
        (["hamming", "hamm", "ham"], CosineSum(0.54, 0.46)),
        (["hann", "han"], CosineSum(0.5, 0.5)),
        (["lanczos", "sinc"], (distance, length) => distance == 0 ? 1 : Math.Sin(Math.PI * Part(distance, length)) / (Math.PI * Part(distance, length))),
        (["nuttall", "nutl", "nut"], CosineSum(0.3635819, 0.4891775, 0.1365995, 0.0106411)),
        (["parzen", "parz", "par"], Parzen),
        (["taylor", "taylorwin"], Taylor(nearSidelobes: 4, sidelobeLevel: 30)),
        (["triang", "triangle", "tri"], (distance, length) => 1 - 2 * distance / (length + length % 2)),
        (["tukey", "tuk"], (distance, length) => Tukey(Part(distance, length))),
    ];

    private static readonly Dictionary<string, Func<double, int, double>> ByName =
        All.SelectMany(window => window.Names, (window, name) => (name, window.At)).ToDictionary(entry => entry.name, entry => entry.At);

    /// <summary>The first name of each.</summary>
    public static IEnumerable<string> Names => All.Select(window => window.Names[0]);

    public static bool Contains(string name) => ByName.ContainsKey(Split(name).Name);

    /// <summary>A periodic window is the symmetric one of one sample more without its last.</summary>
    public static double[] Make(string name, int samples, bool periodic)
    {
        var (root, periodicByName) = Split(name);
        var at = ByName[root];
        int length = periodicByName ?? periodic ? samples + 1 : samples;
        return samples == 1 ? [1] : [.. Enumerable.Range(0, samples).Select(sample => at(Math.Abs(sample - (length - 1) / 2.0), length))];
    }

    private static (string Name, bool? Periodic) Split(string name) =>
        name.EndsWith("_symmetric", StringComparison.Ordinal) ? (name[..^"_symmetric".Length], false)
        : name.EndsWith("_periodic", StringComparison.Ordinal) ? (name[..^"_periodic".Length], true)
        : (name, null);

    /// <summary>The part of the way from the middle, 0, to the first or the last sample, 1.</summary>
    private static double Part(double distance, int length) => 2 * distance / (length - 1);

    private static Func<double, int, double> CosineSum(params double[] factors) => (distance, length) =>
        factors.Select((factor, k) => factor * Math.Cos(k * Math.PI * Part(distance, length))).Sum();

    /// <summary>The formula leaves rounding at the ends, where SciPy writes 0.</summary>
    private static double Bohman(double part) => part == 1 ? 0 : (1 - part) * Math.Cos(Math.PI * part) + Math.Sin(Math.PI * part) / Math.PI;

    private static double Parzen(double distance, int length)
    {
        double ratio = 2 * distance / length;
        return distance <= (length - 1) / 4.0 ? 1 - 6 * Math.Pow(ratio, 2) + 6 * Math.Pow(ratio, 3) : 2 * Math.Pow(1 - ratio, 3);
    }

    /// <summary>Half of it flat, a quarter of a cosine's fall to either side.</summary>
    private static double Tukey(double part) => part <= 0.5 ? 1 : 0.5 * (1 + Math.Cos(Math.PI * (2 * part - 1)));

    /// <summary>Taylor's window of a number of nearly equal sidelobes next to the main one, so many decibels below it; 1 in its middle.</summary>
    private static Func<double, int, double> Taylor(int nearSidelobes, double sidelobeLevel)
    {
        double a = Math.Acosh(Math.Pow(10, sidelobeLevel / 20)) / Math.PI;
        double stretch = nearSidelobes * nearSidelobes / (a * a + Math.Pow(nearSidelobes - 0.5, 2));
        int[] orders = [.. Enumerable.Range(1, nearSidelobes - 1)];
        double[] factors = [.. orders.Select(Factor)];
        double middle = Sum(0, 1);
        return (distance, length) => Sum(distance, length) / middle;

        double Factor(int m)
        {
            double numerator = orders.Aggregate(m % 2 == 1 ? 1.0 : -1.0, (product, i) => product * (1 - m * m / stretch / (a * a + Math.Pow(i - 0.5, 2))));
            return orders.Where(i => i != m).Aggregate(numerator / 2, (quotient, i) => quotient / (1 - (double)(m * m) / (i * i)));
        }

        double Sum(double distance, int length) => 1 + 2 * orders.Sum(m => factors[m - 1] * Math.Cos(2 * Math.PI * m * distance / length));
    }
}
