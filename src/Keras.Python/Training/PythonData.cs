using Keras.Training;

namespace Keras.Python;

/// <summary>On the Python thread: data as Keras takes them. Arrays lie where they lie in C#; a sequence's batches are fetched one by one.</summary>
internal sealed class PythonData : IDisposable
{
    private readonly BatchSource? _sequence;
    private readonly Model _model;
    private readonly List<PyObject> _objects = [];
    private List<PyObject> _lent = [];
    private bool _isBegun;

    public PythonData(Model model, SampleArrays arrays) : this(model, arrays, 0, arrays.Count)
    {
    }

    /// <param name="model">Whose data they are.</param>
    /// <param name="source">Where the batches come from.</param>
    public PythonData(Model model, BatchSource source)
    {
        _model = model;
        if (source is ArrayBatches batches)
        {
            (int start, int samples, BatchSize, Shuffle) = batches.Plan;
            (X, Y, Weights) = Slice(batches.Arrays, start, samples);
            return;
        }
        _sequence = source;
        var next = Keep(Py.Function(arguments => Next(anew: arguments[0].ToBoolean())));
        X = Keep(Support("batches", next, source.Count is { } count ? count : PyArgument.None));
    }

    private PythonData(Model model, SampleArrays arrays, int start, int samples)
    {
        _model = model;
        (X, Y, Weights) = Slice(arrays, start, samples);
    }

    public PyArgument X { get; }

    public PyArgument Y { get; }

    public PyArgument Weights { get; }

    /// <summary>Samples a batch; null for a sequence, which decides itself.</summary>
    public int? BatchSize { get; }

    public bool Shuffle { get; }

    /// <exception cref="InvalidOperationException">The sequence does not say how long it is, and there are several epochs of whole passes.</exception>
    public void CheckPasses(int? stepsAsked, int epochs)
    {
        if (_sequence is { Count: null } && stepsAsked is null && epochs > 1)
        {
            throw new InvalidOperationException("Fit: the sequence of batches does not say how many there are, and real Keras must know that to go through it several times. Pass stepsPerEpoch, or a collection such as a List or a DataLoader.");
        }
    }

    public void Dispose()
    {
        foreach (var one in _objects.Concat(_lent))
        {
            one.Dispose();
        }
    }

    private static PyObject Support(string name, params PyArgument[] arguments)
    {
        using var bridge = Py.ImportHere("_autoencoders_bridge");
        return bridge.CallMember(name, arguments);
    }

    /// <summary>The next batch of the pass, or of a new one; at its end None.</summary>
    private PyArgument Next(bool anew)
    {
        if (anew || !_isBegun)
        {
            _sequence!.Restart();
            _isBegun = true;
        }
        if (!_sequence!.TryNext(out var batch))
        {
            return PyArgument.None;
        }
        return Py.Run(() =>
        {
            // Python has taken the last batch over.
            var last = _lent;
            _lent = [];
            foreach (var one in last)
            {
                one.Dispose();
            }
            var (x, y, weights) = Slice(batch.Arrays, 0, batch.Count);
            return PyArgument.Tuple(x, y, weights);
        });
    }

    private (PyArgument X, PyArgument Y, PyArgument Weights) Slice(SampleArrays arrays, int start, int samples)
    {
        PyArgument Part(Core.ArrayView? view)
        {
            if (view is null)
            {
                return PyArgument.None;
            }
            var whole = Keep(Py.Object(PyArgument.Of(view)));
            return start == 0 && samples == view.Count ? whole : Keep(whole[Range(start, start + samples)]);
        }
        PyArgument Several(Core.ArrayView?[] views) => views.All(view => view is null) ? PyArgument.None
            : views.Length == 1 ? Part(views[0])
            : PyArgument.List([.. views.Select(Part)]);
        return (Several(arrays.Inputs), Several(arrays.Targets), Several(arrays.Weights));
    }

    private PyObject Range(int start, int end)
    {
        using var builtins = Py.ImportHere("builtins");
        return Keep(builtins.CallMember("slice", start, end));
    }

    private PyObject Keep(PyObject one)
    {
        (_isBegun ? _lent : _objects).Add(one);
        return one;
    }
}
