namespace Keras.Python.Tests.Objects;

/// <summary>What can be done with an object of Python's.</summary>
public class PyObjectTests
{
    public PyObjectTests() => Pythons.Start();

    [Fact]
    public void AttributesAreReadAndSet()
    {
        using var types = Py.Import("types");
        using var made = types.CallMember("SimpleNamespace", ("a", 1));
        using var before = made.Get("a");
        Assert.Equal(1, before.ToInt64());
        made.Set("a", PyArgument.List(2, 3));
        using var after = made.Get("a");
        Assert.Equal("[2, 3]", after.ToString());
        using var name = made.Get("__class__.__name__");
        Assert.Equal("SimpleNamespace", name.ToString());
        var error = Assert.Throws<PythonException>(() => made.Get("b"));
        Assert.Equal(("AttributeError", "'types.SimpleNamespace' object has no attribute 'b'"), (error.Type, error.PythonMessage));
    }

    [Fact]
    public void ItemsAreReadAndSet()
    {
        using var list = Py.Object(PyArgument.List(1, 2, 3));
        list.SetItem(1, "two");
        using var item = list[1];
        Assert.Equal("two", item.ToString());
        using var last = list[-1];
        Assert.Equal(3, last.ToInt64());
        Assert.Equal(3, list.Length);
        Assert.Equal("IndexError: list index out of range", Assert.Throws<PythonException>(() => list[3]).Message);
        using var dictionary = Py.Object(PyArgument.Dictionary(("a", 1)));
        dictionary.SetItem(PyArgument.Tuple(1, 2), true);
        using var entry = dictionary[PyArgument.Tuple(1, 2)];
        Assert.True(entry.ToBoolean());
        Assert.Equal("KeyError: 'b'", Assert.Throws<PythonException>(() => dictionary["b"]).Message);
    }

    [Fact]
    public void CallsTakePositionalAndKeywordArguments()
    {
        using var builtins = Py.Import("builtins");
        using var sorted = builtins.CallMember("sorted", PyArgument.List(2, 3, 1), ("reverse", true));
        Assert.Equal("[3, 2, 1]", sorted.ToString());
        using var dict = builtins.Get("dict");
        using var made = dict.Call(PyArgument.List(PyArgument.Tuple("a", 1)), ("b", PyArgument.None), ("größe", 2.5));
        Assert.Equal("{'a': 1, 'b': None, 'größe': 2.5}", made.ToString());
        using var nothing = dict.Call();
        Assert.Equal(0, nothing.Length);
        Assert.Equal("TypeError", Assert.Throws<PythonException>(() => nothing.Call()).Type);
    }

    [Fact]
    public async Task CallsCanBeAwaited()
    {
        using var math = await Py.ImportAsync("math");
        using var hypot = math.Get("hypot");
        var roots = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => hypot.CallAsync([3 * i, 4 * i])));
        Assert.Equal(Enumerable.Range(1, 50).Select(i => 5.0 * i), roots.Select(root => root.ToDouble()));
        await Assert.ThrowsAsync<PythonException>(() => hypot.CallAsync(["text"]));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hypot.CallAsync([1], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void ItemsComeOneByOneAsInPython()
    {
        using var itertools = Py.Import("itertools");
        using var endless = itertools.CallMember("count", 5);
        Assert.Equal([5L, 6, 7], endless.Take(3).Select(item => item.ToInt64()));
        using var next = endless.First();
        Assert.Equal(8, next.ToInt64());
        using var builtins = Py.Import("builtins");
        using var failing = builtins.CallMember("map", builtins.Get("int"), PyArgument.List("1", "x"));
        var taken = new List<long>();
        Assert.Equal("ValueError", Assert.Throws<PythonException>(() => taken.AddRange(failing.Select(item => item.ToInt64()))).Type);
    }

    [Fact]
    public void SeveralStepsAreOneTurn()
    {
        using var list = Py.Object(PyArgument.List());
        Parallel.For(0, 8, i => Py.Run(() =>
        {
            for (int j = 0; j < 20; j++)
            {
                list.CallMember("append", i).Dispose();
            }
            return 0;
        }));
        var items = list.Select(item => item.ToInt64()).ToArray();
        Assert.Equal(160, items.Length);
        Assert.All(items.Chunk(20), chunk => Assert.Single(chunk.Distinct()));
    }

    [Fact]
    public void ADisposedObjectSaysSo()
    {
        var list = Py.Object(PyArgument.List(1));
        var clone = list.Clone();
        list.Dispose();
        list.Dispose();
        Assert.Throws<ObjectDisposedException>(() => list.Length);
        Assert.Throws<ObjectDisposedException>(() => list.IsNone);
        Assert.Throws<ObjectDisposedException>(() => Py.Object(list));
        Assert.Equal(1, clone.Length);
        clone.Dispose();
    }

    [Fact]
    public void AModuleThatIsNotThereIsNamed()
    {
        var error = Assert.Throws<PythonException>(() => Py.Import("no_such_module"));
        Assert.Equal("ModuleNotFoundError: No module named 'no_such_module'", error.Message);
        using var path = Py.Import("os.path");
        using var joined = path.CallMember("basename", "a/b.txt");
        Assert.Equal("b.txt", joined.ToString());
        Assert.Throws<ArgumentNullException>(() => Py.Import(null!));
    }

    [Fact]
    public void KerasPythonIsInitialisedOnce()
    {
        Py.Initialize();
        Py.Initialize(Pythons.WithNumPy);
        Py.Initialize(Pythons.WithNumPy.Executable);
        Assert.Equal(Pythons.WithNumPy, Py.Installation);
        var other = Pythons.WithNumPy with { Executable = "/other/python3", Version = new(3, 12, 1) };
        Assert.Equal(
            $"Python already runs in this process as '{Py.Installation.Executable}' ({Py.Installation.Version}); a process has one Python. Choose '/other/python3' before the first use of Python.",
            Assert.Throws<PythonSetupException>(() => Py.Initialize(other)).Message);
    }
}
