using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Saving;

namespace Keras.Regularizers;

/// <summary>
/// A penalty that draws the rows (or columns) of a matrix towards right angles: the factor times the mean of <c>|cos|</c> of the angles
/// between them.
/// </summary>
/// <remarks>Source: <see href="https://keras.io/api/layers/regularizers/#orthogonalregularizer-class"/>.</remarks>
public sealed class OrthogonalRegularizer : Regularizer
{
    private const double Epsilon = 1e-7;
    private static readonly string[] Modes = ["rows", "columns"];

    private readonly double _factor;
    private readonly string _mode;

    /// <summary>A penalty on angles that are not right.</summary>
    /// <param name="factor">The factor, 0 or more.</param>
    /// <param name="mode">"rows" or "columns".</param>
    /// <exception cref="ArgumentException">The factor is negative or not finite, or the mode neither.</exception>
    public OrthogonalRegularizer(double factor = 0.01, string mode = "rows")
    {
        _factor = Config.Floatx.Round(CheckFactor(factor, nameof(OrthogonalRegularizer), nameof(factor)));
        _mode = Modes.Contains(mode) ? mode : throw new ArgumentException($"OrthogonalRegularizer: unknown mode '{mode}'.{NearestName.Suggest(mode ?? "", Modes)}", nameof(mode));
    }

    internal override Value Call(Value weight)
    {
        if (weight.Rank != 2)
        {
            throw new ArgumentException($"OrthogonalRegularizer: expected a weight of two axes, received shape {weight.Shape}. Use another regularizer, such as \"l2\".");
        }
        bool rows = _mode == "rows";
        int size = weight.Shape[rows ? 0 : 1];
        var inverse = Op.Minimum(1 / Op.Sqrt(Op.Sum(weight * weight, [rows ? 1 : 0], keepDimensions: true)), 1 / Epsilon);
        var unit = weight * inverse;
        var cosines = Op.MatMul(unit, unit, transposeLeft: !rows, transposeRight: rows);
        var offDiagonal = new double[size * size];
        for (int i = 0; i < offDiagonal.Length; i++)
        {
            offDiagonal[i] = i / size == i % size ? 0 : 1;
        }
        double pairs = size * (size - 1.0) / 2;
        return _factor * 0.5 * Op.Sum(Op.Abs(cosines * Op.Constant(offDiagonal, [size, size]))) / pairs;
    }

    internal override JsonObject GetConfig() => new() { ["factor"] = PythonNumber.Float(_factor), ["mode"] = _mode };

    internal static OrthogonalRegularizer FromConfig(ConfigReader config) => new(config.OptionalDouble("factor") ?? 0.01, config.OptionalString("mode") ?? "rows");
}
