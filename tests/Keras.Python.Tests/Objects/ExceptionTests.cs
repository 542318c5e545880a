namespace Keras.Python.Tests.Objects;

/// <summary>Exceptions of Python in C#, and of C# through Python.</summary>
public class ExceptionTests
{
    private const string Source =
        """
        def inner(x):
            raise ValueError(f"bad {x}")

        def outer(x):
            inner(x)

        def call(f):
            return f()

        def swallow(f):
            try:
                f()
            except Exception as error:
                return f"{type(error).__name__}: {error}"

        def wrap(f):
            try:
                f()
            except Exception as error:
                raise RuntimeError("wrapped") from error

        class Own(Exception):
            pass

        def own():
            raise Own("mine")
        """;

    private readonly PyObject _module;

    public ExceptionTests()
    {
        Pythons.Start();
        _module = PythonSource.Run(Source, "exceptions");
    }

    [Fact]
    public void TypeMessageTracebackAndLastFrameAreThere()
    {
        var error = Assert.Throws<PythonException>(() => Call("outer", 3));
        Assert.Equal("ValueError", error.Type);
        Assert.Equal("bad 3", error.PythonMessage);
        Assert.Equal("ValueError: bad 3 (exceptions.py:2, in inner)", error.Message);
        Assert.StartsWith("Traceback (most recent call last):\n", error.Traceback);
        Assert.Contains("  File \"exceptions.py\", line 5, in outer\n", error.Traceback);
        Assert.EndsWith("ValueError: bad 3\n", error.Traceback);
        Assert.Contains(error.Traceback, error.ToString());
        Assert.Equal("exceptions.Own", Assert.Throws<PythonException>(() => Call("own")).Type);
    }

    [Fact]
    public void AnExceptionOfCSharpComesOutAsItself()
    {
        var thrown = new KeyNotFoundException("from C#");
        using var fail = Py.Function(_ => throw thrown);
        Assert.Same(thrown, Assert.Throws<KeyNotFoundException>(() => Call("call", fail)));
        Assert.Contains(nameof(AnExceptionOfCSharpComesOutAsItself), thrown.StackTrace);
        using var nested = Py.Function(_ => Call("call", fail));
        Assert.Same(thrown, Assert.Throws<KeyNotFoundException>(() => Call("call", nested)));
    }

    [Fact]
    public async Task AnExceptionOfCSharpComesOutOfAnAwaitedCall()
    {
        var thrown = new KeyNotFoundException("from C#");
        using var fail = Py.Function(_ => throw thrown);
        using var call = _module["call"];
        Assert.Same(thrown, await Assert.ThrowsAsync<KeyNotFoundException>(() => call.CallAsync([fail])));
    }

    [Fact]
    public void PythonCanCatchIt()
    {
        using var fail = Py.Function(_ => throw new KeyNotFoundException("from C#"));
        using var caught = Call("swallow", fail);
        Assert.Equal("DotNetError: KeyNotFoundException: from C#", caught.ToString());
    }

    [Fact]
    public void WhatPythonMakesOfItIsPythons()
    {
        using var fail = Py.Function(_ => throw new KeyNotFoundException("from C#"));
        var error = Assert.Throws<PythonException>(() => Call("wrap", fail));
        Assert.Equal(("RuntimeError", "wrapped"), (error.Type, error.PythonMessage));
        Assert.Contains("KeyNotFoundException: from C#", error.Traceback);
    }

    [Fact]
    public void APythonExceptionGoesThroughCSharpAndPython()
    {
        using var fail = Py.Function(_ => Call("outer", 7));
        var error = Assert.Throws<PythonException>(() => Call("call", fail));
        Assert.Equal("ValueError: bad 7 (exceptions.py:2, in inner)", error.Message);
    }

    [Fact]
    public void AfterAnExceptionAllGoesOn()
    {
        for (int i = 0; i < 100; i++)
        {
            Assert.Throws<PythonException>(() => Call("outer", i));
            using var text = Py.Object("still here");
            Assert.Equal(10, text.Length);
        }
    }

    private PyObject Call(string name, params ReadOnlySpan<PyArgument> arguments)
    {
        using var function = _module[name];
        return function.Call(arguments);
    }
}
