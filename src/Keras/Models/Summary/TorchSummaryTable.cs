using System.Text;
using Keras.Training;

namespace Keras.Models;

/// <summary>One module's call in a torchsummary table.</summary>
/// <param name="ClassName">PyTorch's name of the module, such as <c>Conv2d</c>.</param>
/// <param name="OutputShape">The output's shape without the batch.</param>
/// <param name="ParameterCount">Numbers in its weight and bias.</param>
/// <param name="Trainable">Whether it has a weight that is to be trained.</param>
internal sealed record TorchSummaryRow(string ClassName, IReadOnlyList<int> OutputShape, long ParameterCount, bool Trainable);

/// <summary>The table that <c>summary(model, input_size)</c> of the Python package torchsummary 1.5.1 prints.</summary>
internal static class TorchSummaryTable
{
    private const double BytesPerNumber = 4;
    private const double Megabyte = 1024 * 1024;

    private static readonly string Thin = new('-', 64);
    private static readonly string Thick = new('=', 64);

    /// <summary>
    /// The table's lines, each ended by a line feed. The rows stand in the order of the modules' calls and are numbered
    /// by it; a module called twice has two rows, and counts twice in the totals.
    /// </summary>
    /// <param name="rows">The calls of the modules that compute something, in order.</param>
    /// <param name="inputSize">The shape of the model's input without the batch, such as (1, 28, 28).</param>
    /// <param name="batchSize">The batch to show and to estimate sizes for; -1, as in torchsummary, leaves it open and
    /// estimates for one sample.</param>
    public static string Text(IReadOnlyList<TorchSummaryRow> rows, IReadOnlyList<int> inputSize, int batchSize = -1)
    {
        var text = new StringBuilder();
        Line(Thin);
        Line(Row("Layer (type)", "Output Shape", "Param #"));
        Line(Thick);
        foreach (var (index, row) in rows.Index())
        {
            Line(Row($"{row.ClassName}-{index + 1}", $"[{string.Join(", ", row.OutputShape.Prepend(batchSize))}]", PythonFormat.Grouped(row.ParameterCount)));
        }

        var parameters = rows.Sum(row => row.ParameterCount);
        var trainable = rows.Where(row => row.Trainable).Sum(row => row.ParameterCount);
        Line(Thick);
        Line($"Total params: {PythonFormat.Grouped(parameters)}");
        Line($"Trainable params: {PythonFormat.Grouped(trainable)}");
        Line($"Non-trainable params: {PythonFormat.Grouped(parameters - trainable)}");

        var samples = Math.Abs((double)batchSize);
        var inputMegabytes = Product(inputSize) * samples * BytesPerNumber / Megabyte;
        // Each output is there twice: its gradient is as large.
        var outputMegabytes = 2 * rows.Sum(row => Product(row.OutputShape)) * samples * BytesPerNumber / Megabyte;
        var parameterMegabytes = parameters * BytesPerNumber / Megabyte;
        Line(Thin);
        Line($"Input size (MB): {PythonFormat.Fixed(inputMegabytes, 2)}");
        Line($"Forward/backward pass size (MB): {PythonFormat.Fixed(outputMegabytes, 2)}");
        Line($"Params size (MB): {PythonFormat.Fixed(parameterMegabytes, 2)}");
        Line($"Estimated Total Size (MB): {PythonFormat.Fixed(parameterMegabytes + outputMegabytes + inputMegabytes, 2)}");
        Line(Thin);
        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    private static string Row(string layer, string shape, string parameters) => $"{layer,20}  {shape,25} {parameters,15}";

    private static double Product(IEnumerable<int> sizes) => sizes.Aggregate(1.0, (product, size) => product * size);
}
