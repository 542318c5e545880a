using System.Globalization;

namespace Keras.Plotting;

/// <summary>The text at the ticks: as many decimals as tell all of them apart, the same for all.</summary>
internal static class TickFormatter
{
    private const int LeastExponent = -5;
    private const int GreatestExponent = 6;

    public static string[] Format(double[] ticks, AxisRange range)
    {
        if (ticks.Length == 0)
        {
            return [];
        }

        double span = ticks.Length > 1 ? ticks[^1] - ticks[0] : range.Length;
        int exponent = (int)Math.Floor(Math.Log10(ticks.Max(Math.Abs) is var greatest && greatest > 0 ? greatest : 1));
        bool isScientific = exponent is <= LeastExponent or >= GreatestExponent;
        double scale = isScientific ? Math.Pow(10, exponent) : 1;
        int decimals = Decimals(Array.ConvertAll(ticks, tick => tick / scale), span / scale);
        return Array.ConvertAll(ticks, tick => Text(tick / scale, decimals) + (isScientific && tick != 0 ? $"e{Minus(exponent)}" : ""));
    }

    /// <summary>The least number of decimals that keeps every tick within a thousandth of the range.</summary>
    private static int Decimals(double[] ticks, double span)
    {
        double order = Math.Floor(Math.Log10(span));
        double tolerance = Math.Pow(10, order - 3);
        int decimals = (int)Math.Clamp(3 - order, 0, 15);
        while (decimals > 0 && ticks.All(tick => Math.Abs(tick - Math.Round(tick, decimals - 1)) < tolerance))
        {
            decimals--;
        }

        return decimals;
    }

    private static string Text(double value, int decimals)
    {
        string text = Math.Abs(value).ToString("F" + decimals, CultureInfo.InvariantCulture);
        return value < 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "\u2212" + text : text;
    }

    private static string Minus(int exponent) => exponent < 0 ? "\u2212" + -exponent : "" + exponent;
}
