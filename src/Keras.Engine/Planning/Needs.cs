using Keras.Core;

namespace Keras.Engine.Planning;

/// <summary>Which operations must run before which: those that make an operand, and those that read what another overwrites.</summary>
internal sealed class Needs<T> where T : unmanaged
{
    private readonly IReadOnlyList<Operation<T>> _operations;
    private readonly Dictionary<Value, int> _producers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<State, List<int>> _readers = [];
    private readonly List<int>[] _direct;
    private readonly Bits[] _all;

    public Needs(IReadOnlyList<Operation<T>> operations)
    {
        _operations = operations;
        _direct = new List<int>[operations.Count];
        _all = new Bits[operations.Count];
        for (int i = 0; i < operations.Count; i++)
        {
            foreach (var result in operations[i].Results)
            {
                _producers.Add(result, i);
            }
            foreach (var read in operations[i].Operands.Select(operand => operand.Primitive).OfType<Read>())
            {
                (_readers.TryGetValue(read.State, out var readers) ? readers : _readers[read.State] = []).Add(i);
            }
        }
        for (int i = 0; i < operations.Count; i++)
        {
            _direct[i] = [.. operations[i].Operands.Where(_producers.ContainsKey).Select(operand => _producers[operand]).Distinct().Order()];
        }
        for (int i = 0; i < operations.Count; i++)
        {
            Collect(i);
        }
    }

    public int Producer(Value root) => _producers[root];

    public IReadOnlyList<int> Direct(int operation) => _direct[operation];

    /// <summary>Puts all readers of the state's old content before the operation that makes its new content; false when that cannot be, or would not be enough.</summary>
    public unsafe bool TryOverwrite(State target, Value result)
    {
        int writer = _producers[result];
        if (target.ElementSize != sizeof(T))
        {
            return false;
        }
        var readers = _readers.GetValueOrDefault(target) ?? [];
        var read = _operations[writer].Operands.FirstOrDefault(operand => operand.Primitive is Read content && ReferenceEquals(content.State, target));
        if (read is not null && !_operations[writer].ReadInPlace.Contains(read))
        {
            return false;
        }
        if (readers.Exists(reader => reader != writer && _all[reader][writer]))
        {
            return false;
        }
        foreach (int reader in readers.Where(reader => reader != writer && !_direct[writer].Contains(reader)))
        {
            _direct[writer].Add(reader);
            Extend(writer, reader);
        }
        return true;
    }

    private void Collect(int start)
    {
        var pending = new Stack<int>([start]);
        while (pending.TryPeek(out int operation))
        {
            if (_all[operation] is not null)
            {
                pending.Pop();
                continue;
            }
            int open = _direct[operation].FindIndex(need => _all[need] is null);
            if (open >= 0)
            {
                pending.Push(_direct[operation][open]);
                continue;
            }
            pending.Pop();
            _all[operation] = new(_operations.Count);
            foreach (int need in _direct[operation])
            {
                _all[operation].Add(need);
                _all[operation].Add(_all[need]);
            }
        }
    }

    private void Extend(int writer, int reader)
    {
        for (int i = 0; i < _all.Length; i++)
        {
            if (i == writer || _all[i][writer])
            {
                _all[i].Add(reader);
                _all[i].Add(_all[reader]);
            }
        }
    }
}
