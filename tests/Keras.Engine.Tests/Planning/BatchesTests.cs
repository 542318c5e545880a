using Keras.Core;
using Keras.Engine.Layout;

namespace Keras.Engine.Tests.Planning;

public class BatchesTests
{
    private static string Text(Lanes[] parts) => string.Join(", ", parts.Select(part => $"{part.Count} x {part.Width}"));

    private static Batches ForConvolution(int channels) =>
        Batches.For([Op.WindowsDown(new Input("x", [8, 9, 9, channels], default).Apply(), new Input("w", [3, 3, channels, channels], default).Apply(), new([3, 3], [1, 1], [1, 1], [0, 0], [0, 0]))]);

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Few_images_of_many_channels_stay_in_rows(int batch)
    {
        Assert.Equal($"{batch} x 1", Text(ForConvolution(64).Of(batch)));
        Assert.Equal($"{batch} x 8", Text(ForConvolution(4).Of(batch)));
        Assert.Equal("16 x 16", Text(ForConvolution(64).Of(16)));
    }

    [Theory]
    [InlineData(0, "0 x 1")]
    [InlineData(1, "1 x 1")]
    [InlineData(2, "2 x 4")]
    [InlineData(4, "4 x 4")]
    [InlineData(5, "5 x 8")]
    [InlineData(8, "8 x 8")]
    [InlineData(16, "16 x 16")]
    [InlineData(17, "16 x 16, 1 x 1")]
    [InlineData(24, "16 x 16, 8 x 8")]
    [InlineData(31, "31 x 16")]
    [InlineData(32, "32 x 16")]
    [InlineData(33, "32 x 16, 1 x 1")]
    [InlineData(40, "32 x 16, 8 x 8")]
    [InlineData(64, "64 x 16")]
    [InlineData(100, "96 x 16, 4 x 4")]
    public void A_batch_is_laid_out_as_costs_least(int batch, string expected)
    {
        var parts = ForConvolution(4).Of(batch);
        Assert.Equal(expected, Text(parts));
        Assert.Equal(parts.Select(part => part.Count).Prepend(0).SkipLast(1), parts.Select(part => part.Start));
    }
}
