using System.Numerics;
using System.Runtime.CompilerServices;

namespace Keras.Engine.Kernels;

/// <summary>The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.</summary>
/// <remarks>Rational approximations of Cephes (S. L. Moshier): x T(x^2) / U(x^2) up to |x| = 1; above, 1 - e^(-x^2) P(|x|) / Q(|x|).</remarks>
internal readonly struct ErfOperation : IUnaryOperation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Broadcast(T.One), magnitude = V.Abs(x), z = x * x;
        V t = Polynomial<V, T>(z, [9.60497373987051638749E0, 9.00260197203842689217E1, 2.23200534594684319226E3, 7.00332514112805075473E3, 5.55923013010394962768E4]);
        V u = Polynomial<V, T>(z, [1, 3.35617141647503099647E1, 5.21357949780152679795E2, 4.59432382970980127987E3, 2.26290000613890934246E4, 4.92673942608635921086E4]);
        V small = x * t / u;

        // From 6 on the function is 1 in double precision; NaN stays NaN.
        V w = V.Minimum(magnitude, V.Broadcast(T.CreateTruncating(6)));
        V p = Polynomial<V, T>(
            w,
            [
                2.46196981473530512524E-10, 5.64189564831068821977E-1, 7.46321056442269912687E0, 4.86371970985681366614E1, 1.96520832956077098242E2,
                5.26445194995477358631E2, 9.34528527171957607540E2, 1.02755188689515710272E3, 5.57535335369399327526E2,
            ]);
        V q = Polynomial<V, T>(
            w,
            [
                1, 1.32281951154744992508E1, 8.67072140885989742329E1, 3.54937778887819891062E2, 9.75708501743205489753E2, 1.82390916687909736289E3,
                2.24633760818710981792E3, 1.65666309194161350182E3, 5.57535340817727675546E2,
            ]);
        V large = one - (ExpOperation.Invoke<V, T>(-(w * w)) * p / q);

        return V.Blend(V.LessOrEqual(magnitude, one), small, V.CopySign(large, x));
    }

    // Horner's rule, the highest power first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Polynomial<V, T>(V x, ReadOnlySpan<double> coefficients)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V sum = V.Broadcast(T.CreateTruncating(coefficients[0]));
        for (int i = 1; i < coefficients.Length; i++)
        {
            sum = V.MultiplyAdd(sum, x, V.Broadcast(T.CreateTruncating(coefficients[i])));
        }

        return sum;
    }
}
