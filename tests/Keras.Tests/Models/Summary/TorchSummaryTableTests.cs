using System.Globalization;
using System.Text.RegularExpressions;
using Keras.Models;

namespace Keras.Tests.Models;

/// <summary>Tables that torchsummary printed (of its own documentation), from their own rows.</summary>
public partial class TorchSummaryTableTests
{
    [Theory]
    [InlineData("torchsummary_mnist", 1, 28, 28)]
    [InlineData("torchsummary_vgg16", 3, 224, 224)]
    public void Text_is_that_of_torchsummary(string name, int channels, int height, int width)
    {
        var expected = EmbeddedData.Text($"Models/Summary/Data/{name}.txt");
        var rows = Line().Matches(expected).Select(row => new TorchSummaryRow(
            row.Groups["class"].Value,
            [.. row.Groups["shape"].Value.Split(", ").Select(size => int.Parse(size, CultureInfo.InvariantCulture))],
            long.Parse(row.Groups["parameters"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture),
            Trainable: row.Groups["parameters"].Value != "0")).ToList();
        Assert.NotEmpty(rows);

        Assert.Equal(expected, TorchSummaryTable.Text(rows, [channels, height, width]));
    }

    [GeneratedRegex(@"^ *(?<class>\w+)-\d+ +\[-1, (?<shape>[\d, ]+)\] +(?<parameters>[\d,]+)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [Fact]
    public void Weights_that_are_not_trained_and_batches_are_counted()
    {
        TorchSummaryRow[] rows = [new("Linear", [1024, 512], 1_049_600, Trainable: false), new("AFairlyLongNameOfAModule", [512], 10, Trainable: true)];

        Assert.Equal(
            """
            ----------------------------------------------------------------
                    Layer (type)               Output Shape         Param #
            ================================================================
                        Linear-1             [2, 1024, 512]       1,049,600
            AFairlyLongNameOfAModule-2                   [2, 512]              10
            ================================================================
            Total params: 1,049,610
            Trainable params: 10
            Non-trainable params: 1,049,600
            ----------------------------------------------------------------
            Input size (MB): 4.00
            Forward/backward pass size (MB): 8.01
            Params size (MB): 4.00
            Estimated Total Size (MB): 16.01
            ----------------------------------------------------------------

            """,
            TorchSummaryTable.Text(rows, [512, 1024], batchSize: 2));
    }
}
