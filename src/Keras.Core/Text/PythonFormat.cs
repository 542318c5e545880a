using System.Globalization;

namespace Keras;

/// <summary>Writes numbers as Python's <c>format</c> does. .NET rounds an exact half away from zero, Python to the even
/// digit: an accuracy of 13/32 is <c>0.4062</c> there, and would be <c>0.4063</c> here.</summary>
internal static class PythonFormat
{
    // A double that is not a half at the digit asked for differs from one well within this many further digits.
    private const int ExtraDigits = 40;

    /// <summary>As <c>f"{value:.4f}"</c> with <paramref name="decimals"/> 4.</summary>
    public static string Fixed(double value, int decimals)
        => NonFinite(value) ?? RoundHalfToEven(value, 'F', decimals);

    /// <summary>As <c>f"{value:.4e}"</c> with <paramref name="decimals"/> 4: an exponent of at least two digits.</summary>
    public static string Exponent(double value, int decimals)
    {
        if (NonFinite(value) is { } word) return word;
        var text = RoundHalfToEven(value, 'E', decimals);
        var mantissa = text.IndexOf('E');
        var exponent = int.Parse(text.AsSpan(mantissa + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return $"{text.AsSpan(0, mantissa)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    /// <summary>As <c>f"{value:,}"</c>.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string? NonFinite(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => null,
    };

    private static string RoundHalfToEven(double value, char kind, int decimals)
    {
        var exact = value.ToString($"{kind}{decimals + ExtraDigits}", CultureInfo.InvariantCulture);
        var point = exact.IndexOf('.');
        var tail = exact.AsSpan(point + 1 + decimals, ExtraDigits);
        var kept = decimals > 0 ? exact[..(point + 1 + decimals)] : exact[..point];
        var isHalf = tail[0] == '5' && tail[1..].IndexOfAnyExcept('0') < 0;
        return isHalf && (kept[^1] - '0') % 2 == 0
            ? kept + exact[(point + 1 + decimals + ExtraDigits)..]
            : value.ToString($"{kind}{decimals}", CultureInfo.InvariantCulture);
    }
}
