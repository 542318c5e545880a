using Keras.Core;
using Keras.Engine.Layout;
using Keras.Engine.Planning;

namespace Keras.Engine.Fusion;

/// <summary>The regions of a graph, which of their members are stored because something outside reads them, and which of their operands only they read.</summary>
internal sealed class Regions
{
    private readonly Dictionary<Value, Draft> _drafts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, int> _readers = new(ReferenceEqualityComparer.Instance);

    public Regions(IEnumerable<Value> values)
    {
        foreach (var group in Grouping.Of(values))
        {
            var draft = new Draft(group);
            foreach (var member in group)
            {
                _drafts[member] = draft;
            }
        }
    }

    /// <summary>Asks for a value in memory; returns what its region reads, the first time that one of its values is asked for.</summary>
    public IEnumerable<Value> Store(Value value)
    {
        if (!_drafts.TryGetValue(value, out var draft))
        {
            draft = _drafts[value] = new Draft([value]);
        }
        draft.Results.Add(value);
        return draft.Results.Count == 1 ? draft.Region().Operands() : [];
    }

    /// <summary>The regions that were asked for, each with the products that nothing but it reads; <paramref name="others"/> are the values computed otherwise.</summary>
    public IEnumerable<(Region Region, IReadOnlyList<Value> Products)> Stored(IEnumerable<Value> others, IEnumerable<Value> results)
    {
        var regions = _drafts.Values.Distinct().Where(draft => draft.Results.Count > 0).Select(draft => draft.Region()).ToList();
        _readers.Clear();
        foreach (var read in regions.SelectMany(region => region.Operands().Distinct()).Concat(others.SelectMany(value => value.Operands).Concat(results).Select(Aliases.Root)))
        {
            _readers[read] = _readers.GetValueOrDefault(read) + 1;
        }
        foreach (var region in regions)
        {
            yield return (region, [.. region.ReadInPlace().Where(operand => IsProduct(operand) && _readers[operand] == 1 && operand.Shape.Product == region.Length)]);
        }
    }

    /// <summary>How many regions, other values and results read a value, once <see cref="Stored"/> has counted them.</summary>
    public int Readers(Value value) => _readers.GetValueOrDefault(value);

    private static bool IsProduct(Value value) => InLanes.Unwrap(value.Primitive) is MatMul or WindowsDown or WindowsUp or WindowsWeights or PoolScatter;

    private sealed class Draft
    {
        public Draft(IEnumerable<Value> group)
        {
            var known = new HashSet<Value>(ReferenceEqualityComparer.Instance);
            foreach (var value in group)
            {
                Add(value, known);
            }
        }

        public List<Value> Members { get; } = [];

        public HashSet<Value> Results { get; } = new(ReferenceEqualityComparer.Instance);

        public Region Region() => new(Members, [.. Members.Where(Results.Contains)]);

        private void Add(Value value, HashSet<Value> known)
        {
            if (!known.Add(value))
            {
                return;
            }
            foreach (var operand in value.Operands.Select(Aliases.Root).Where(Grouping.IsRepeated))
            {
                Add(operand, known);
            }
            Members.Add(value);
        }
    }
}
