using Keras.Core;
using Keras.Engine.Planning;

namespace Keras.Engine.Fusion;

/// <summary>The regions of a graph, and which of their members are stored because something outside reads them.</summary>
internal sealed class Regions
{
    private readonly Dictionary<Value, Draft> _drafts = new(ReferenceEqualityComparer.Instance);

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
        return draft.Results.Count == 1 ? new Region(draft.Members, []).Operands() : [];
    }

    public IEnumerable<Region> Stored() => _drafts.Values.Distinct().Where(draft => draft.Results.Count > 0)
        .Select(draft => new Region(draft.Members, [.. draft.Members.Where(draft.Results.Contains)]));

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
