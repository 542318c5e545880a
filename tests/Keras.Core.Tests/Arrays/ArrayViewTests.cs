using System.Numerics.Tensors;
using Keras.Core;
using NumSharp;

namespace Keras.Core.Tests.Arrays;

public class ArrayViewTests
{
    public static TheoryData<string> Slices => ["...", "::-1", "1:4", ":, 1:", ":, ::-1", ":, :, ::2", ":, :, 1", ":, 2", "::2, ::-1, 1::2", "4:1:-1, 0:1, ::-2", "0:0"];

    [Theory]
    [MemberData(nameof(Slices))]
    public void GathersFromViewsAsNumPySeesThem(string slice)
    {
        var whole = np.arange(5 * 3 * 4).reshape(5, 3, 4);
        foreach (var array in new[] { whole[slice], whole.T[slice], whole.astype(np.float32)[slice], np.swapaxes(whole, 0, 1)[slice] })
        {
            ArrayLike data = array;
            var view = data.View!;
            Assert.Equal(array.shape.Select(length => (int)length), view.Shape);
            var all = new double[view.Shape.Product];
            view.CopyTo<double>(all);
            Assert.Equal(array.astype(np.float64).ToArray<double>(), all);

            int length = view.SampleShape.Product;
            int[] rows = [.. Enumerable.Range(0, view.Count).Reverse(), .. Enumerable.Range(0, view.Count)];
            var gathered = new float[rows.Length * length];
            view.Gather<float>(rows, gathered);
            Assert.Equal(rows.SelectMany(row => all.Skip(row * length).Take(length)).Select(value => (float)value), gathered);
        }
    }

    [Fact]
    public void GathersFromBroadcastArrays()
    {
        ArrayLike data = np.broadcast_to(np.array(new float[] { 1, 2, 3 }), new Shape(4, 3));
        var gathered = new float[6];
        data.View!.Gather<float>([3, 0], gathered);
        Assert.Equal([1, 2, 3, 1, 2, 3], gathered);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(256)]
    public void ConvertsBytesOfAnyLength(int length)
    {
        byte[] bytes = [.. Enumerable.Range(0, length + 1).Select(i => (byte)(255 - i))];
        var converted = new float[length + 1];
        converted[length] = -1;
        Elements.Convert(bytes.AsSpan(1), converted.AsSpan());
        Assert.Equal([.. bytes.Skip(1).Select(value => (float)value), -1], converted);
    }

    [Fact]
    public void ConvertsEveryTypeAsNumPyDoes()
    {
        // Computed by NumPy: array.astype(np.float32).
        Check(new[] { 16777217L, -9007199254740993L, long.MaxValue }, [16777216f, -9007199254740992f, 9.223372036854775807e18f]);
        Check(new[] { 16777217, int.MinValue, -3 }, [16777216f, -2147483648f, -3f]);
        Check(new[] { 0.1, 1e300, double.NaN, -1e-46, 16777217.0 }, [0.1f, float.PositiveInfinity, float.NaN, -0f, 16777216f]);
        Check(new[] { 1.5f, float.NegativeInfinity, float.Epsilon }, [1.5f, float.NegativeInfinity, float.Epsilon]);
        Check(new byte[] { 0, 128, 255 }, [0, 128, 255]);
        Check(new[] { true, false, true }, [1, 0, 1]);

        static void Check(Array source, float[] expected)
        {
            ArrayLike data = source;
            var converted = new float[expected.Length];
            data.View!.Gather<float>(Enumerable.Range(0, expected.Length).ToArray(), converted);
            Assert.Equal(expected, converted);
            data.View!.CopyTo<float>(converted);
            Assert.Equal(expected, converted);
        }
    }

    [Fact]
    public void KeepsDoublePrecisionWhereItIsAskedFor()
    {
        ArrayLike data = new[] { 16777217L, 9007199254740991L };
        var converted = new double[2];
        data.View!.Gather<double>([1, 0], converted);
        Assert.Equal([9007199254740991.0, 16777217.0], converted);
    }

    [Fact]
    public void SeesLaterChangesBecauseNothingWasCopied()
    {
        var plain = new float[4, 2];
        var jagged = new[] { new double[2], new double[2] };
        var array = np.zeros(new Shape(4, 2));
        var tensor = Tensor.Create(new int[4], [2, 2]);
        ArrayLike[] all = [plain, jagged, array, tensor];
        plain[1, 1] = 7;
        jagged[1][1] = 7;
        array[1, 1] = 7.0;
        tensor[1, 1] = 7;
        foreach (var data in all)
        {
            var row = new float[2];
            data.View!.Gather<float>([1], row);
            Assert.Equal([0, 7], row);
        }
    }

    [Fact]
    public void OutlivesTheDisposalOfTheArray()
    {
        ArrayLike data;
        using (NDScope.Open())
        {
            using var array = np.arange(6).reshape(3, 2).astype(np.float32);
            data = array;
        }
        for (int i = 0; i < 20; i++)
        {
            using var other = np.full(new Shape(3, 2), -1f);
        }
        var row = new float[2];
        data.View!.Gather<float>([2], row);
        Assert.Equal([4, 5], row);
    }

    [Fact]
    public void ReadsSlicedTensors()
    {
        var tensor = Tensor.Create(Enumerable.Range(0, 24).Select(i => (double)i).ToArray(), [4, 6]);
        ArrayLike data = tensor.Slice([1..3, 2..5]);
        var all = new double[6];
        data.View!.CopyTo<double>(all);
        Assert.Equal([8, 9, 10, 14, 15, 16], all);
    }

    [Fact]
    public void GathersWithoutAllocation()
    {
        ArrayLike bytes = np.zeros(new Shape(100, 28, 28), NPTypeCode.Byte);
        ArrayLike transposed = np.zeros(new Shape(28, 28, 100)).T;
        int[] rows = [5, 6, 7, 3, 99];
        var destination = new float[rows.Length * 28 * 28];
        Gather();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Gather();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Gather()
        {
            bytes.View!.Gather<float>(rows, destination);
            transposed.View!.Gather<float>(rows, destination);
        }
    }

    [Fact]
    public void NamesASampleThatIsNotThere()
    {
        ArrayLike data = new float[3, 2];
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => data.View!.Gather<float>([0, 3], new float[4]));
        Assert.StartsWith("Sample 3 does not exist: the array has 3 samples (shape (3, 2)).", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.View!.Gather<float>([-1], new float[4]));
    }

    [Fact]
    public void RefusesADestinationThatIsTooSmall()
    {
        ArrayLike data = new float[3, 2];
        Assert.Equal("The destination holds 3 elements, and 4 are to be written.",
            Assert.Throws<ArgumentException>(() => data.View!.Gather<float>([0, 1], new float[3])).Message);
        Assert.Equal("The destination holds 5 elements, and 6 are to be written.",
            Assert.Throws<ArgumentException>(() => data.View!.CopyTo<double>(new double[5])).Message);
    }

    [Fact]
    public void HasNoSamplesWithoutAxes()
    {
        ArrayLike data = np.array(3.0);
        Assert.Equal("Data must have at least one axis, the samples; received a single number (shape ()). Use an array of shape (1,) for one sample.",
            Assert.Throws<ArgumentException>(() => data.View!.Count).Message);
        var one = new double[1];
        data.View!.CopyTo<double>(one);
        Assert.Equal([3], one);
    }
}
