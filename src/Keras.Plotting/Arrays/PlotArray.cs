using NumSharp;

namespace Keras.Plotting;

/// <summary>
/// What a <see cref="Figure"/> takes for an array: NumSharp's <see cref="NDArray"/> of any real dtype, views and
/// strides included, and plain two- and three-dimensional arrays. They convert by themselves, and the values are
/// copied at once, so that later changes of the array do not change the figure.
/// </summary>
/// <example><code>
/// figure.ImShow(x_test[0].reshape(28, 28));
/// figure.ImShow(new float[,] { { 0, 1 }, { 1, 0 } });
/// </code></example>
public readonly struct PlotArray
{
    private readonly double[]? _values;

    private PlotArray(double[] values, int[] shape, bool isInteger)
    {
        _values = values;
        Shape = shape;
        IsInteger = isInteger;
    }

    /// <summary>The values in row-major order.</summary>
    internal double[] Values => _values ?? [];

    /// <summary>The length of each axis; null for a value that was never assigned.</summary>
    internal int[]? Shape { get; }

    /// <summary>Whether the dtype is an integer or bool: a colour image of integers runs from 0 to 255.</summary>
    internal bool IsInteger { get; }

    internal string ShapeText => Shape is null ? "none" : Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";

    /// <summary>Converts a NumPy-like array.</summary>
    /// <param name="array">An array of bool, integers or real floating-point numbers.</param>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="ArgumentException">Its dtype is no real number.</exception>
    public static implicit operator PlotArray(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.typecode is NPTypeCode.Complex or NPTypeCode.String or NPTypeCode.Char or NPTypeCode.Empty)
        {
            throw new ArgumentException(
                $"A figure draws real numbers: expected an array of bool, integers or floating-point numbers, received dtype {array.typecode}. " +
                "Convert it first, for example with array.astype(np.float32).",
                nameof(array));
        }

        using var values = array.astype(NPTypeCode.Double);
        int[] shape = Array.ConvertAll(array.shape, length => checked((int)length));
        return new PlotArray(values.ToArray<double>(), shape, array.typecode is not (NPTypeCode.Half or NPTypeCode.Single or NPTypeCode.Double or NPTypeCode.Decimal));
    }

    /// <summary>Converts an array of shape (rows, columns).</summary>
    /// <param name="array">The values.</param>
    public static implicit operator PlotArray(float[,] array) => FromArray<float>(array, value => value, isInteger: false);

    /// <summary>Converts an array of shape (rows, columns).</summary>
    /// <param name="array">The values.</param>
    public static implicit operator PlotArray(double[,] array) => FromArray<double>(array, value => value, isInteger: false);

    /// <summary>Converts an array of shape (rows, columns).</summary>
    /// <param name="array">The values.</param>
    public static implicit operator PlotArray(byte[,] array) => FromArray<byte>(array, value => value, isInteger: true);

    /// <summary>Converts an array of shape (rows, columns, channels).</summary>
    /// <param name="array">The values.</param>
    public static implicit operator PlotArray(float[,,] array) => FromArray<float>(array, value => value, isInteger: false);

    /// <summary>Converts an array of shape (rows, columns, channels).</summary>
    /// <param name="array">The values.</param>
    public static implicit operator PlotArray(double[,,] array) => FromArray<double>(array, value => value, isInteger: false);

    /// <summary>Converts an array of shape (rows, columns, channels).</summary>
    /// <param name="array">The values.</param>
    public static implicit operator PlotArray(byte[,,] array) => FromArray<byte>(array, value => value, isInteger: true);

    /// <summary>Takes a list of numbers, as <see cref="Figure.Plot{T}(IReadOnlyList{T}, string)"/> does.</summary>
    internal static PlotArray FromList<T>(IReadOnlyList<T> list, string parameter)
        where T : System.Numerics.INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(list, parameter);
        double[] values = new double[list.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = double.CreateTruncating(list[i]);
        }

        return new PlotArray(values, [values.Length], isInteger: false);
    }

    private static PlotArray FromArray<T>(Array array, Func<T, double> convert, bool isInteger)
    {
        ArgumentNullException.ThrowIfNull(array);
        int[] shape = new int[array.Rank];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = array.GetLength(axis);
        }

        return new PlotArray([.. array.Cast<T>().Select(convert)], shape, isInteger);
    }
}
