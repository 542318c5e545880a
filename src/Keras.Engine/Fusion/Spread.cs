using System.Runtime.CompilerServices;
using Keras.Core;

namespace Keras.Engine.Fusion;

/// <summary>
/// How a small array is repeated to fill a larger one, as few axes as possible: sizes of the larger one, and the distance of neighbours in the small
/// one, 0 along repeated axes.
/// </summary>
internal sealed class Spread
{
    private readonly int[] _sizes;
    private readonly int[] _strides;

    private Spread(int[] sizes, int[] strides)
    {
        _sizes = sizes;
        _strides = strides;
    }

    /// <summary>True when one element is repeated everywhere.</summary>
    public bool IsScalar => _sizes.Length == 1 && _strides[0] == 0;

    /// <summary>After how many elements the result begins again; its whole length when it does not.</summary>
    public long Period
    {
        get
        {
            long length = 1;
            for (int axis = _strides[0] == 0 ? 1 : 0; axis < _sizes.Length; axis++)
            {
                length *= _sizes[axis];
            }
            return length;
        }
    }

    public static Spread Of(Dimensions from, Dimensions to)
    {
        var sizes = new List<int>();
        var strides = new List<int>();
        for (int axis = to.Rank - 1, stride = 1; axis >= 0; axis--)
        {
            int source = axis - (to.Rank - from.Rank);
            int size = source < 0 ? 1 : from[source];
            int step = size == 1 ? 0 : stride;
            stride *= size;
            if (to[axis] == 1)
            {
                continue;
            }
            if (sizes.Count > 0 && (step == 0 ? strides[^1] == 0 : step == strides[^1] * sizes[^1]))
            {
                sizes[^1] *= to[axis];
                continue;
            }
            sizes.Add(to[axis]);
            strides.Add(step);
        }
        if (sizes.Count == 0)
        {
            sizes.Add(1);
            strides.Add(0);
        }
        sizes.Reverse();
        strides.Reverse();
        return new([.. sizes], [.. strides]);
    }

    /// <summary>Writes the elements from <paramref name="start"/> on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public unsafe void Fill<T>(T* source, T* destination, nint start, nint length) where T : unmanaged
    {
        // The outer axes are counted like digits.
        int outer = _sizes.Length - 1, inner = _sizes[outer];
        bool repeated = _strides[outer] == 0;
        int* digits = stackalloc int[outer + 1];
        nint rest = start / inner, column = start - rest * inner;
        for (int axis = outer - 1; axis >= 0; axis--)
        {
            (rest, nint digit) = Math.DivRem(rest, _sizes[axis]);
            digits[axis] = (int)digit;
            source += digit * _strides[axis];
        }
        while (length > 0)
        {
            int count = (int)Math.Min(inner - column, length);
            if (repeated)
            {
                new Span<T>(destination, count).Fill(*source);
            }
            else
            {
                Unsafe.CopyBlockUnaligned(destination, source + column, (uint)(count * sizeof(T)));
            }
            destination += count;
            length -= count;
            column = 0;
            for (int axis = outer - 1; axis >= 0; axis--)
            {
                source += _strides[axis];
                if (++digits[axis] < _sizes[axis])
                {
                    break;
                }
                digits[axis] = 0;
                source -= (nint)_sizes[axis] * _strides[axis];
            }
        }
    }
}
