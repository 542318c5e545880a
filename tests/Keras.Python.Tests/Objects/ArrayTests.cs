using NumSharp;

namespace Keras.Python.Tests.Objects;

/// <summary>Arrays of NumSharp in NumPy and back.</summary>
public class ArrayTests
{
    private readonly PyObject _numpy;

    public ArrayTests()
    {
        Pythons.Start();
        _numpy = Py.Import("numpy");
    }

    [Theory]
    [InlineData(NPTypeCode.Single, "float32")]
    [InlineData(NPTypeCode.Double, "float64")]
    [InlineData(NPTypeCode.Int32, "int32")]
    [InlineData(NPTypeCode.Int64, "int64")]
    [InlineData(NPTypeCode.Byte, "uint8")]
    [InlineData(NPTypeCode.Boolean, "bool")]
    public void DtypeShapeAndElementsGoOverAndComeBack(NPTypeCode type, string dtype)
    {
        var array = (np.arange(24) % 7).reshape(2, 3, 4).astype(type);
        using var there = Py.Object(array);
        Assert.Equal((dtype, "(2, 3, 4)"), (there.Get("dtype").ToString(), there.Get("shape").ToString()));
        AssertSame(array, there.ToNDArray());
        using var text = there.CallMember("tolist");
        Assert.Equal(Elements(array), string.Join(", ", text.SelectMany(x => x).SelectMany(x => x).Select(item => item.ToDouble())));
    }

    [Fact]
    public void ViewsGoOverAsTheyLie()
    {
        var array = np.arange(60).astype(np.float32).reshape(3, 4, 5);
        foreach (var view in new[] { array["1:"], array[":, ::2"], array["::-1"], array[":, 1:3, ::-2"], array.T, array[1], array["2, 3"], array.transpose([1, 2, 0])["1:, ::-1"] })
        {
            using var there = Py.Object(view);
            Assert.Equal($"({string.Join(", ", view.shape)}{(view.ndim == 1 ? "," : "")})", there.Get("shape").ToString());
            AssertSame(view, there.ToNDArray());
        }
    }

    [Fact]
    public void ScalarsAndEmptyArraysGoOver()
    {
        using var scalar = Py.Object(NDArray.Scalar(2.5));
        Assert.Equal("()", scalar.Get("shape").ToString());
        Assert.Equal(2.5, scalar.ToDouble());
        Assert.Equal(2.5, (double)scalar.ToNDArray());
        using var empty = Py.Object(np.zeros(new Shape(0, 3), NPTypeCode.Single));
        Assert.Equal("(0, 3)", empty.Get("shape").ToString());
        Assert.Equal([0L, 3], empty.ToNDArray().shape);
    }

    [Fact]
    public void TheMemoryIsShared()
    {
        var array = np.zeros(new Shape(3, 4), NPTypeCode.Single);
        using var there = Py.Object(array);
        array.SetSingle(5, 1, 2);
        Assert.Equal("5.0", there[PyArgument.Tuple(1, 2)].ToString());
        there.SetItem(PyArgument.Tuple(2, 3), 7.5);
        Assert.Equal(7.5f, array.GetSingle(2, 3));
    }

    [Fact]
    public void PythonKeepsTheMemoryAsLongAsItNeedsIt()
    {
        using var there = Share();
        for (int i = 0; i < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var other = np.ones(new Shape(1000, 100), NPTypeCode.Double);
        }
        Assert.Equal(100_000 * 3.0, there.CallMember("sum").ToDouble());

        PyObject Share()
        {
            var array = np.ones(new Shape(1000, 100), NPTypeCode.Double) * 3.0;
            using var whole = Py.Object(array);
            array.Dispose();
            return whole[PyArgument.Tuple(PySlice(), PySlice())];
        }

        static PyObject PySlice()
        {
            using var builtins = Py.Import("builtins");
            return builtins.CallMember("slice", PyArgument.None);
        }
    }

    [Fact]
    public void WhatComesBackIsACopy()
    {
        using var there = _numpy.CallMember("zeros", 3, ("dtype", "float32"));
        var here = there.ToNDArray();
        there.SetItem(0, 1);
        Assert.Equal(0f, here.GetSingle(0));
    }

    [Theory]
    [InlineData("numpy.arange(6).reshape(2, 3).T", "int64", "0, 3, 1, 4, 2, 5")]
    [InlineData("numpy.arange(3, dtype='>i4')", "int32", "0, 1, 2")]
    [InlineData("numpy.arange(6, dtype='float32')[::-2]", "float32", "5, 3, 1")]
    [InlineData("numpy.arange(3, dtype='float16')", "float32", "0, 1, 2")]
    [InlineData("numpy.arange(3, dtype='int8')", "int64", "0, 1, 2")]
    [InlineData("numpy.arange(3, dtype='uint64')", "int64", "0, 1, 2")]
    [InlineData("[[1, 2], [3, 4]]", "int64", "1, 2, 3, 4")]
    [InlineData("numpy.broadcast_to(numpy.float64(2), (3,))", "float64", "2, 2, 2")]
    [InlineData("numpy.ones(3)[:0]", "float64", "")]
    public void WhateverIsAnArrayComesBack(string expression, string dtype, string elements)
    {
        using var there = Evaluate(expression);
        var here = there.ToNDArray();
        Assert.Equal(dtype, here.dtype == typeof(float) ? "float32" : here.dtype == typeof(double) ? "float64" : here.dtype == typeof(int) ? "int32" : "int64");
        Assert.Equal(elements, Elements(here));
    }

    [Theory]
    [InlineData("numpy.array(['a'])", "TypeError: an array of dtype <U1 has no counterpart in C#")]
    [InlineData("numpy.array([1j])", "TypeError: an array of dtype complex128 has no counterpart in C#")]
    [InlineData("numpy.array([2**64 - 1], dtype='uint64')", "OverflowError: an array with 18446744073709551615 does not fit int64")]
    public void WhatIsNoneHereIsExplained(string expression, string message)
    {
        using var there = Evaluate(expression);
        Assert.StartsWith(message, Assert.Throws<PythonException>(() => there.ToNDArray()).Message);
    }

    [Fact]
    public void ADtypeThatIsNotSharedIsExplained() => Assert.StartsWith(
        "An NDArray of dtype uint16 cannot be used as data.",
        Assert.Throws<ArgumentException>(() => Py.Object(np.zeros(new Shape(2), NPTypeCode.UInt16))).Message);

    private PyObject Evaluate(string expression)
    {
        using var builtins = Py.Import("builtins");
        return builtins.CallMember("eval", expression, PyArgument.Dictionary(("numpy", _numpy)));
    }

    private static void AssertSame(NDArray expected, NDArray actual)
    {
        Assert.Equal(expected.typecode, actual.typecode);
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(Elements(expected), Elements(actual));
    }

    private static string Elements(NDArray array) =>
        array.size == 0 ? "" : string.Join(", ", array.astype(NPTypeCode.Double).flatten().ToArray<double>());
}
