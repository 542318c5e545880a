using Keras.Core;
using Keras.Python.Objects;

namespace Keras.Python;

/// <summary>
/// Weights and optimizer state of one model that steps on batches leave in Python: newer there than in C#, until C# reaches for one of them, which fetches that one. What was not reached for has
/// not changed in C# either, and need not go over before the next step.
/// </summary>
internal sealed class LentStates
{
    private static readonly List<WeakReference<LentStates>> s_all = [];

    private readonly PyObject _keras;
    private readonly State[] _states;
    private readonly Action[] _guards;
    private readonly bool[] _isLent;

    /// <param name="keras">The model of real Keras.</param>
    /// <param name="states">Weights, then the optimizer's state, in Keras's order.</param>
    public LentStates(PyObject keras, State[] states)
    {
        (_keras, _states, _isLent) = (keras, states, new bool[states.Length]);
        _guards = [.. states.Select<State, Action>((_, i) => () => PythonThread.Instance.Run(() => Return(i)))];
    }

    /// <summary>On the Python thread: whatever any model has left in Python comes to C#, where reaching for it would have to wait for the end of a long call.</summary>
    public static void ReturnAll()
    {
        foreach (var one in s_all)
        {
            if (one.TryGetTarget(out var lent))
            {
                lent.Return();
            }
        }
        s_all.Clear();
    }

    /// <summary>On the Python thread, after a step: the newest of everything lies in Python.</summary>
    public void Lend()
    {
        if (!_isLent.Contains(true))
        {
            s_all.RemoveAll(one => !one.TryGetTarget(out var lent) || lent == this);
            s_all.Add(new(this));
        }
        for (int i = 0; i < _states.Length; i++)
        {
            if (!_isLent[i])
            {
                _isLent[i] = true;
                _states[i].Guard = _guards[i];
            }
        }
    }

    /// <summary>On the Python thread: everything comes to C#.</summary>
    public void Return()
    {
        for (int i = 0; i < _states.Length; i++)
        {
            Return(i);
        }
    }

    /// <summary>On the Python thread: what others have newer than C#, such as another model that shares layers, comes to C#.</summary>
    public void ReturnOthers()
    {
        for (int i = 0; i < _states.Length; i++)
        {
            if (!_isLent[i])
            {
                _states[i].BringNewest();
            }
        }
    }

    /// <summary>The places of all that C# may have changed since Keras had it.</summary>
    public PyArgument Touched() => PyArgument.List([.. Enumerable.Range(0, _states.Length).Where(i => !_isLent[i]).Select(i => (PyArgument)i)]);

    private void Return(int i)
    {
        // Another thread may have been here before.
        if (_isLent[i])
        {
            _keras.CallMember("fetch", i).Dispose();
            _isLent[i] = false;
            _states[i].Guard = null;
        }
    }
}
