using System.Numerics.Tensors;
using System.Reflection;
using Keras.Core;
using NumSharp;

namespace Keras.Core.Tests.Arrays;

public class ArrayLikeTests
{
    [Fact]
    public void ConvertsFromWhatHoldsNumbers()
    {
        Check(np.zeros(new Shape(2, 3), NPTypeCode.Single), "float32 (2, 3)");
        Check(np.arange(4).MakeGeneric<long>(), "int64 (4,)");
        Check(new float[5], "float32 (5,)");
        Check(new double[2, 3], "float64 (2, 3)");
        Check(new int[2, 3, 4], "int32 (2, 3, 4)");
        Check(new long[2, 3, 4, 5], "int64 (2, 3, 4, 5)");
        Check(new byte[2, 3, 4, 5, 6], "uint8 (2, 3, 4, 5, 6)");
        Check(new bool[2][] { [true, false, true], [false, false, true] }, "bool (2, 3)");
        Check(new float[][][] { [[1, 2], [3, 4]], [[5, 6], [7, 8]], [[9, 10], [11, 12]] }, "float32 (3, 2, 2)");
        Check(new double[][,] { new double[2, 3], new double[2, 3] }, "float64 (2, 2, 3)");
        Check(Array.Empty<float[]>(), "float32 (0,)");
        Check(Tensor.Create(new float[6], [3, 2]), "float32 (3, 2)");
        Check(Tensor.Create(new double[6], [6]), "float64 (6,)");
        Check(Tensor.Create(new int[6], [6]), "int32 (6,)");
        Check(Tensor.Create(new long[6], [6]), "int64 (6,)");
        Check(Tensor.Create(new byte[6], [6]), "uint8 (6,)");
        Check(Tensor.Create(new bool[6], [6]), "bool (6,)");

        static void Check(ArrayLike data, string expected)
        {
            Assert.Equal(expected, data.ToString());
            Assert.Single(data.Views);
            Assert.Null(data.Names);
        }
    }

    [Fact]
    public void ConvertsFromSeveralArrays()
    {
        NDArray a = np.zeros(new Shape(2, 3));
        NDArray b = np.zeros(new Shape(2), NPTypeCode.Int32);
        const string list = "[float64 (2, 3), int32 (2,)]";
        const string named = "{'a': float64 (2, 3), 'b': int32 (2,)}";
        Check([a, b], list);
        Check([a, new int[2]], list);
        Check(new[] { a, b }, list);
        Check(new ArrayLike[] { a, b }, list);
        Check(new List<NDArray> { a, b }, list);
        Check(new List<ArrayLike> { a, new int[2] }, list);
        Check(new Dictionary<string, NDArray> { ["a"] = a, ["b"] = b }, named);
        Check(new Dictionary<string, ArrayLike> { ["a"] = a, ["b"] = new int[2] }, named);
        Check([a], "[float64 (2, 3)]");

        static void Check(ArrayLike data, string expected)
        {
            Assert.Equal(expected, data.ToString());
            Assert.Null(data.View);
        }
    }

    [Fact]
    public void KeepsNamesAndOrder()
    {
        ArrayLike data = new Dictionary<string, ArrayLike> { ["z"] = new float[1], ["a"] = new float[2] };
        Assert.Equal(["z", "a"], data.Names!);
        Assert.Equal([1, 2], data.Views.Select(view => view.Count));
        var parts = new List<string>();
        foreach (var part in data)
        {
            parts.Add(part.ToString());
        }
        Assert.Equal(["float32 (1,)", "float32 (2,)"], parts);
    }

    [Fact]
    public void NullStaysNull()
    {
        ArrayLike?[] nothing =
        [
            (NDArray?)null, (float[]?)null, (Tensor<float>?)null, (Tensor<double>?)null, (Tensor<int>?)null, (Tensor<long>?)null, (Tensor<byte>?)null,
            (Tensor<bool>?)null, (NDArray[]?)null, (ArrayLike[]?)null, (List<NDArray>?)null, (List<ArrayLike>?)null, (Dictionary<string, NDArray>?)null,
            (Dictionary<string, ArrayLike>?)null,
        ];
        Assert.All(nothing, Assert.Null);
    }

    [Fact]
    public void NeitherTextNorNumbersConvert()
    {
        // ArrayLike x = "oops" must not compile: one user-defined conversion is all that C# applies, so its sources tell all.
        var sources = typeof(ArrayLike).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name is "op_Implicit" or "op_Explicit").Select(method => method.GetParameters()[0].ParameterType).ToList();
        Assert.Equal(14, sources.Count);
        Assert.DoesNotContain(sources, source => source.IsAssignableFrom(typeof(string)) || source.IsPrimitive || source.IsInterface || source == typeof(object));
    }

    [Fact]
    public void SaysWhichElementsItTakes()
    {
        Assert.Equal("An NDArray of dtype complex cannot be used as data. Expected elements of type float32, float64, int32, int64, uint8 or bool: convert it first, for instance with array.astype(np.float32).",
            Refused(() => np.zeros(new Shape(2), NPTypeCode.Complex)));
        Assert.Contains("An NDArray of dtype float16 ", Refused(() => np.zeros(new Shape(2), NPTypeCode.Half)));
        Assert.Contains("An NDArray of dtype int8 ", Refused(() => np.zeros(new Shape(2), NPTypeCode.SByte)));
        Assert.Contains("An NDArray of dtype char ", Refused(() => np.array("text")));
        Assert.Contains("An NDArray of dtype decimal ", Refused(() => np.array(1m)));
        Assert.Equal("An array of String cannot be used as data. Expected elements of type float32, float64, int32, int64, uint8 or bool (float, double, int, long, byte, bool).",
            Refused(() => new[] { "a" }));
        Assert.Contains("An array of Object ", Refused(() => new object[] { new float[2] }));
        Assert.Contains("An array of Decimal ", Refused(() => new[] { new decimal[1] }));

        static string Refused(Func<ArrayLike> convert) => Assert.Throws<ArgumentException>(() => convert()).Message;
    }

    [Fact]
    public void SaysWhatIsRagged()
    {
        Assert.Equal("An array of arrays must have parts of equal shapes to be used as data; found a part of shape (3,) where the first has (2,). Pad the shorter ones.",
            Refused(new float[][] { [1, 2], [1, 2, 3] }));
        Assert.Contains("found 1 parts where the first has 2.", Refused(new float[][][] { [[1], [2]], [[1]] }));
        Assert.Contains("found a part that is null.", Refused(new float[][] { [1], null! }));
        Assert.Contains("found a part that holds arrays where the first holds elements.", Refused(new Array[] { new float[1], new float[][] { [1] } }));
        Assert.Contains("found a part of shape", Refused(new Array[] { new float[][] { [1] }, new float[1] }));
        Assert.Contains("found a part of shape", Refused(new Array[] { new float[1], new double[1] }));

        static string Refused(Array array) => Assert.Throws<ArgumentException>(() => (ArrayLike)array).Message;
    }

    [Fact]
    public void RefusesListsInListsAndHoles()
    {
        ArrayLike pair = [new float[1], new float[1]];
        Assert.Equal("Several arrays are given as data, and number 1 is itself a list of arrays. Expected one flat list or dictionary: name every array in it.",
            Assert.Throws<ArgumentException>(() => { ArrayLike nested = [new float[1], pair]; }).Message);
        Assert.Contains("Several arrays are given as data, and 'b' is null.",
            Assert.Throws<ArgumentNullException>(() => { ArrayLike named = new Dictionary<string, NDArray> { ["a"] = np.zeros(1), ["b"] = null! }; }).Message);
    }

    [Fact]
    public void RefusesADisposedArray()
    {
        var array = np.zeros(3);
        array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => (ArrayLike)array);
    }
}
