using System.Numerics;
using Keras.Core;

namespace Keras.Plotting;

/// <summary>The numbers that a figure draws, copied when they are given: later changes of the array do not change the figure.</summary>
internal sealed class PlotArray
{
    private PlotArray(double[] values, Dimensions shape, bool isInteger)
    {
        Values = values;
        Shape = shape;
        IsInteger = isInteger;
    }

    /// <summary>The values in row-major order.</summary>
    public double[] Values { get; }

    public Dimensions Shape { get; }

    /// <summary>Whether the dtype is an integer or bool: a colour image of integers runs from 0 to 255, and an axis of integers is counted.</summary>
    public bool IsInteger { get; }

    /// <exception cref="ArgumentException">Several arrays.</exception>
    public static PlotArray Of(ArrayLike array, string parameter)
    {
        ArgumentNullException.ThrowIfNull(array, parameter);
        ArrayView view = array.View ?? throw new ArgumentException(
            $"A figure draws one array at a time: expected one for {parameter}, received {array}. Call ImShow or Plot once for each.", parameter);
        double[] values = new double[view.Shape.Product];
        view.CopyTo<double>(values);
        return new PlotArray(values, view.Shape, !view.DType.IsFloating);
    }

    public static PlotArray OfList<T>(IReadOnlyList<T> list, string parameter)
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(list, parameter);
        // Integers alone have no half.
        bool isInteger = T.One / (T.One + T.One) == T.Zero;
        return new PlotArray([.. list.Select(double.CreateTruncating)], [list.Count], isInteger);
    }
}
