namespace Keras.Python.Tests.Objects;

/// <summary>C# functions that Python calls.</summary>
public class FunctionTests
{
    private readonly PyObject _names;

    public FunctionTests()
    {
        Pythons.Start();
        _names = PythonSource.Run("def call(f, *arguments, **keywords):\n    return f(*arguments, **keywords)", "functions");
    }

    [Fact]
    public void ArgumentsAndResultGoOver()
    {
        using var join = Py.Function(arguments => string.Join(arguments.Find("separator")?.ToString() ?? "", Enumerable.Range(0, arguments.Count).Select(i => arguments[i].ToString())));
        Assert.Equal("12", Call(join, 1, 2).ToString());
        Assert.Equal("1-None", Call(join, 1, PyArgument.None, ("separator", "-")).ToString());
        Assert.Equal("", Call(join).ToString());
    }

    [Fact]
    public void TheNamesOfItsKeywordsAreKnown()
    {
        using var names = Py.Function(arguments => string.Join(' ', arguments.Keywords.Select(name => $"{name}={arguments.Find(name)?.ToString() ?? "None"}")));
        Assert.Equal("b=2 a=1 größe=None", Call(names, 0, ("b", 2), ("a", 1), ("größe", PyArgument.None)).ToString());
        Assert.Equal("", Call(names, 1, 2).ToString());
    }

    [Fact]
    public void AnythingPythonCanUseIt()
    {
        using var builtins = Py.Import("builtins");
        using var negative = Py.Function(arguments => -arguments[0].ToInt64());
        using var sorted = builtins.CallMember("sorted", PyArgument.List(1, 3, 2), ("key", negative));
        Assert.Equal("[3, 2, 1]", sorted.ToString());
        using var callable = builtins.CallMember("callable", negative);
        Assert.True(callable.ToBoolean());
    }

    [Fact]
    public void ItRunsOnTheThreadThatWaits()
    {
        int here = Environment.CurrentManagedThreadId;
        using var thread = Py.Function(_ => Environment.CurrentManagedThreadId);
        Assert.Equal(here, Call(thread).ToInt64());
        using var nested = Py.Function(_ => Call(thread));
        Assert.Equal(here, Call(nested).ToInt64());
    }

    [Fact]
    public void AnArgumentThatIsKeptStays()
    {
        PyObject? kept = null, given = null;
        using var keep = Py.Function(arguments =>
        {
            (kept, given) = (arguments[0].Clone(), arguments[0]);
            return PyArgument.None;
        });
        Call(keep, PyArgument.List(1, 2));
        Assert.Equal("[1, 2]", kept!.ToString());
        Assert.Throws<ObjectDisposedException>(() => given!.Length);
    }

    [Fact]
    public void ItLivesAsLongAsPythonKeepsIt()
    {
        var weak = Keep();
        Collect();
        Assert.True(weak.IsAlive);
        Use();
        _names.SetItem("f", PyArgument.None);
        Collect();
        Assert.False(weak.IsAlive);

        WeakReference Keep()
        {
            var captured = new object();
            using var function = Py.Function(_ => captured is null ? 0 : 1);
            _names.SetItem("f", function);
            return new(captured);
        }

        void Use()
        {
            using var function = _names["f"];
            using var result = Call(function);
            Assert.Equal(1, result.ToInt64());
        }

        static void Collect()
        {
            for (int i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Py.Run(() => 0);
            }
        }
    }

    private PyObject Call(PyArgument function, params ReadOnlySpan<PyArgument> arguments)
    {
        using var call = _names["call"];
        return call.Call([function, .. arguments]);
    }
}
