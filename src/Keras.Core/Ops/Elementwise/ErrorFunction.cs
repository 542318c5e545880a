namespace Keras.Core;

/// <summary>
/// The error function in double precision, by its Maclaurin series for |x| &lt; 3 and the continued fraction of its complement beyond
/// (Abramowitz and Stegun, 7.1.6 and 7.1.14).
/// </summary>
internal static class ErrorFunction
{
    public static double Of(double x)
    {
        double magnitude = Math.Abs(x);
        if (double.IsNaN(x))
        {
            return x;
        }
        if (magnitude > 6)
        {
            return Math.Sign(x);
        }
        double square = x * x;
        if (magnitude < 3)
        {
            double term = magnitude, sum = magnitude;
            for (int n = 1; term > sum * 1e-17 && n < 200; n++)
            {
                term *= 2 * square / (2 * n + 1);
                sum += term;
            }
            return Math.CopySign(2 / Math.Sqrt(Math.PI) * Math.Exp(-square) * sum, x);
        }
        double fraction = 0;
        for (int n = 60; n >= 1; n--)
        {
            fraction = n / 2.0 / (magnitude + fraction);
        }
        return Math.CopySign(1 - Math.Exp(-square) / (Math.Sqrt(Math.PI) * (magnitude + fraction)), x);
    }
}
