using Keras.Core;
using NumSharp;

namespace Keras.Core.Tests.Arrays;

public class NDArraysTests
{
    [Fact]
    public void WrapsWithoutCopying()
    {
        var elements = new float[6];
        var array = NDArrays.Wrap(elements, [2, 3]);
        elements[4] = 5;
        Assert.Equal(5f, (float)array[1, 1]);
        Assert.Equal([2L, 3L], array.shape);
        NDArrays.Elements<float>(array)[0] = 8;
        Assert.Equal(8, elements[0]);
    }

    [Fact]
    public void WrappedMemoryStaysWhileTheArrayLives()
    {
        var array = NDArrays.Wrap(Enumerable.Range(0, 1000).ToArray(), [1000]);
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(Enumerable.Range(0, 1000), array.ToArray<int>());
    }

    [Fact]
    public void CopiesASpan()
    {
        double[] elements = [1, 2, 3, 4];
        var array = NDArrays.Copy<double>(elements, [2, 2]);
        elements[0] = 9;
        Assert.Equal([1, 2, 3, 4], array.ToArray<double>());
    }

    [Theory]
    [InlineData("float32", 4)]
    [InlineData("float64", 8)]
    [InlineData("int32", 4)]
    [InlineData("int64", 8)]
    [InlineData("uint8", 1)]
    [InlineData("bool", 1)]
    public void MakesEveryDType(string dtype, int size)
    {
        var array = NDArrays.Empty(dtype, [3, 4]);
        Assert.Equal(dtype, NDArrays.NameOf(array.typecode));
        Assert.Equal(12 * size, NDArrays.Bytes(array).Length);
        Assert.Equal(new Dimensions([3, 4]), NDArrays.ShapeOf(array));
        NDArrays.Bytes(array).Clear();
        Assert.Equal(0, Convert.ToInt32(array.GetAtIndex(11)));
    }

    [Fact]
    public void MakesArraysWithoutAxes()
    {
        var array = NDArrays.Copy<double>([2.5], []);
        Assert.Equal(0, array.ndim);
        Assert.Equal(2.5, (double)array);
    }

    [Fact]
    public void ReachesTheElementsOfASliceInOnePiece()
    {
        var array = np.arange(12).reshape(3, 4);
        Assert.Equal([4, 5, 6, 7], NDArrays.Elements<long>(array[1]).ToArray());
        Assert.StartsWith("Expected a contiguous array of int64, received int64 with strides (1, 4).",
            Assert.Throws<ArgumentException>(() => NDArrays.Elements<long>(array.T).Length).Message);
        Assert.StartsWith("Expected a contiguous array of float32, received int64",
            Assert.Throws<ArgumentException>(() => NDArrays.Elements<float>(array).Length).Message);
    }
}
