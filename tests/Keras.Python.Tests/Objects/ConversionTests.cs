namespace Keras.Python.Tests.Objects;

/// <summary>C# values in Python and back.</summary>
public class ConversionTests
{
    public ConversionTests() => Pythons.Start();

    public static TheoryData<string, PyArgument> Values => new()
    {
        { "None", PyArgument.None },
        { "None", (string?)null },
        { "True", true },
        { "False", false },
        { "-5", -5 },
        { "9223372036854775807", long.MaxValue },
        { "-9223372036854775808", long.MinValue },
        { "9223372036854775808", long.MaxValue + 1UL },
        { "18446744073709551615", ulong.MaxValue },
        { "0", 0UL },
        { "4294967295", uint.MaxValue },
        { "65535", ushort.MaxValue },
        { "255", byte.MaxValue },
        { "-128", sbyte.MinValue },
        { "-32768", short.MinValue },
        { "0.1", 0.1 },
        { "1.5", 1.5f },
        { "-0.0", -0.0 },
        { "inf", double.PositiveInfinity },
        { "nan", double.NaN },
        { "'größer \\'数\\' \\x00 🙂'", "größer '数' \0 🙂" },
        { "''", "" },
        { "b'\\x00a\\xff'", new byte[] { 0, (byte)'a', 255 } },
        { "b''", Array.Empty<byte>() },
        { "[1, 2]", new[] { 1, 2 } },
        { "[0.5]", new[] { 0.5 } },
        { "['a', 'b']", new[] { "a", "b" } },
        { "[1, 'a', [None]]", PyArgument.List(1, "a", PyArgument.List(PyArgument.None)) },
        { "()", PyArgument.Tuple() },
        { "(1, (2.0,))", PyArgument.Tuple(1, PyArgument.Tuple(2.0)) },
        { "{'a': 1, 2: [True]}", PyArgument.Dictionary(("a", 1), (2, PyArgument.List(true))) },
    };

    [Theory, MemberData(nameof(Values))]
    public void AValueIsWhatPythonWritesSo(string expected, PyArgument value)
    {
        using var builtins = Py.Import("builtins");
        using var text = builtins.CallMember("repr", value);
        Assert.Equal(expected.Replace("\\'数\\'", "'数'", StringComparison.Ordinal).Replace("'größer '数' \\x00 🙂'", "\"größer '数' \\x00 🙂\"", StringComparison.Ordinal), text.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void WholeNumbersComeBack(long value)
    {
        using var there = Py.Object(value);
        Assert.Equal(value, there.ToInt64());
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(1e308)]
    [InlineData(double.Epsilon)]
    [InlineData(double.NegativeInfinity)]
    public void NumbersComeBack(double value)
    {
        using var there = Py.Object(value);
        Assert.Equal(value, there.ToDouble());
    }

    [Fact]
    public void TruthIsPythons()
    {
        foreach (var (value, expected) in new (PyArgument, bool)[] { (true, true), (false, false), (0, false), (2, true), ("", false), ("a", true), (PyArgument.None, false), (PyArgument.List(), false) })
        {
            using var there = Py.Object(value);
            Assert.Equal(expected, there.ToBoolean());
            Assert.Equal(value.Equals(PyArgument.None), there.IsNone);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("größer 数 🙂")]
    [InlineData("with a \0 in it")]
    public void TextComesBack(string value)
    {
        using var there = Py.Object(value);
        Assert.Equal(value, there.ToString());
        using var longer = Py.Object(string.Concat(Enumerable.Repeat(value + "x", 1000)));
        Assert.Equal((value.EnumerateRunes().Count() + 1) * 1000, longer.Length);
        Assert.StartsWith(value, longer.ToString());
    }

    [Fact]
    public void BytesComeBack()
    {
        byte[] value = [.. Enumerable.Range(0, 256).Select(item => (byte)item)];
        using var there = Py.Object(value);
        Assert.Equal(value, there.ToBytes());
    }

    [Fact]
    public void ListsTuplesAndDictionariesComeBack()
    {
        using var list = Py.Object(PyArgument.List(1, 2, 3));
        Assert.Equal([1L, 2, 3], list.ToList().Select(item => item.ToInt64()));
        using var tuple = Py.Object(PyArgument.Tuple("a", "b"));
        Assert.Equal(["a", "b"], tuple.Select(item => item.ToString()));
        using var dictionary = Py.Object(PyArgument.Dictionary(("a", 1), ("b", 2)));
        Assert.Equal(new Dictionary<string, long> { ["a"] = 1, ["b"] = 2 }, dictionary.ToDictionary().ToDictionary(entry => entry.Key, entry => entry.Value.ToInt64()));
    }

    [Fact]
    public void WhatDoesNotFitIsPythonsOwnError()
    {
        using var text = Py.Object("text");
        Assert.Equal("TypeError", Assert.Throws<PythonException>(() => text.ToInt64()).Type);
        Assert.Equal("TypeError", Assert.Throws<PythonException>(() => text.ToDouble()).Type);
        Assert.Equal("TypeError", Assert.Throws<PythonException>(() => text.ToBytes()).Type);
        Assert.Equal("AttributeError", Assert.Throws<PythonException>(() => text.ToDictionary()).Type);
        using var number = Py.Object(1);
        Assert.Equal("TypeError", Assert.Throws<PythonException>(() => number.ToList()).Type);
        using var builtins = Py.Import("builtins");
        using var large = builtins.CallMember("pow", 2, 63);
        Assert.Equal("OverflowError", Assert.Throws<PythonException>(() => large.ToInt64()).Type);
    }
}
