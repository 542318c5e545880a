using NumSharp;

namespace Keras.Plotting.Tests;

public sealed class PlotArrayTests
{
    private static readonly double[] Six = [0, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData(NPTypeCode.Byte, true)]
    [InlineData(NPTypeCode.Int32, true)]
    [InlineData(NPTypeCode.Int64, true)]
    [InlineData(NPTypeCode.Single, false)]
    [InlineData(NPTypeCode.Double, false)]
    public void The_values_the_shape_and_whether_they_are_integers_are_kept(NPTypeCode dtype, bool isInteger)
    {
        PlotArray array = Of(np.arange(6).reshape(2, 3).astype(dtype));

        Assert.Equal(Six, array.Values);
        Assert.Equal([2, 3], array.Shape);
        Assert.Equal(isInteger, array.IsInteger);
    }

    [Fact]
    public void Booleans_are_the_integers_0_and_1()
    {
        PlotArray array = Of(new[,] { { true, false } });

        Assert.Equal([1, 0], array.Values);
        Assert.True(array.IsInteger);
    }

    [Fact]
    public void Views_keep_their_order()
    {
        NDArray array = np.arange(12).reshape(3, 4);

        Assert.Equal([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11], Of(array.T).Values);
        Assert.Equal([1, 3, 9, 11], Of(array["::2, 1::2"]).Values);
        Assert.Equal([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8], Of(array[":, ::-1"]).Values);
        Assert.Equal([4], Of(array[1]).Shape);
    }

    [Fact]
    public void Lists_of_any_numbers_have_one_axis()
    {
        PlotArray array = PlotArray.OfList([1, 2.5m, -3], "y");

        Assert.Equal([1, 2.5, -3], array.Values);
        Assert.Equal([3], array.Shape);
        Assert.Empty(PlotArray.OfList(new List<float>(), "y").Values);
    }

    [Fact]
    public void Several_arrays_are_an_error()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>("image", () => new Figure().ImShow([new float[2, 2], new byte[2, 3]]));
        Assert.StartsWith(
            "A figure draws one array at a time: expected one for image, received [float32 (2, 2), uint8 (2, 3)]. Call ImShow or Plot once for each.",
            exception.Message);
    }

    private static PlotArray Of(ArrayLike array) => PlotArray.Of(array, nameof(array));
}
