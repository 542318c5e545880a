using NumSharp;

namespace Keras.Plotting.Tests;

public sealed class PlotArrayTests
{
    private static readonly double[] Six = [0, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData(NPTypeCode.Byte)]
    [InlineData(NPTypeCode.SByte)]
    [InlineData(NPTypeCode.Int16)]
    [InlineData(NPTypeCode.UInt16)]
    [InlineData(NPTypeCode.Int32)]
    [InlineData(NPTypeCode.UInt32)]
    [InlineData(NPTypeCode.Int64)]
    [InlineData(NPTypeCode.UInt64)]
    [InlineData(NPTypeCode.Half)]
    [InlineData(NPTypeCode.Single)]
    [InlineData(NPTypeCode.Double)]
    public void Every_real_dtype_converts(NPTypeCode dtype)
    {
        PlotArray array = np.arange(6).reshape(2, 3).astype(dtype);

        Assert.Equal(Six, array.Values);
        Assert.Equal([2, 3], array.Shape!);
        Assert.Equal(dtype is not (NPTypeCode.Half or NPTypeCode.Single or NPTypeCode.Double), array.IsInteger);
    }

    [Fact]
    public void Booleans_are_0_and_1()
    {
        PlotArray array = np.array(new[,] { { true, false } });

        Assert.Equal([1, 0], array.Values);
    }

    [Fact]
    public void Views_keep_their_order()
    {
        NDArray array = np.arange(12).reshape(3, 4);

        Assert.Equal([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11], ((PlotArray)array.T).Values);
        Assert.Equal([1, 3, 9, 11], ((PlotArray)array["::2, 1::2"]).Values);
        Assert.Equal([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8], ((PlotArray)array[":, ::-1"]).Values);
        Assert.Equal([4, 5, 6, 7], ((PlotArray)array[1]).Values);
        Assert.Equal([4], ((PlotArray)array[1]).Shape!);
        Assert.Equal([0, 1, 0, 1], ((PlotArray)np.broadcast_to(np.arange(2), new Shape(2, 2))).Values);
        Assert.Equal([4, 8, 5, 9], ((PlotArray)array["1:, :2"].T.astype(np.float32)).Values);
    }

    [Fact]
    public void Plain_arrays_convert()
    {
        Assert.Equal(Six, ((PlotArray)new float[,] { { 0, 1, 2 }, { 3, 4, 5 } }).Values);
        Assert.Equal(Six, ((PlotArray)new double[,] { { 0, 1, 2 }, { 3, 4, 5 } }).Values);
        Assert.Equal(Six, ((PlotArray)new byte[,] { { 0, 1, 2 }, { 3, 4, 5 } }).Values);
        Assert.Equal([2, 1, 3], ((PlotArray)new byte[,,] { { { 0, 1, 2 } }, { { 3, 4, 5 } } }).Shape!);
        Assert.True(((PlotArray)new byte[1, 1]).IsInteger);
        Assert.False(((PlotArray)new float[1, 1, 1]).IsInteger);
    }

    [Fact]
    public void What_is_no_real_number_is_an_error()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => (PlotArray)np.zeros(new Shape(2, 2), NPTypeCode.Complex));
        Assert.StartsWith(
            "A figure draws real numbers: expected an array of bool, integers or floating-point numbers, received dtype Complex. " +
            "Convert it first, for example with array.astype(np.float32).",
            exception.Message);
        Assert.Throws<ArgumentNullException>(() => (PlotArray)(NDArray)null!);
        Assert.Throws<ArgumentNullException>(() => (PlotArray)(float[,])null!);
    }
}
