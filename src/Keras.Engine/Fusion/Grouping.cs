using Keras.Core;
using Keras.Engine.Planning;

namespace Keras.Engine.Fusion;

/// <summary>
/// Joins elementwise values into groups: a value joins the groups of equal length that it reads, unless the way to one leads through
/// another. Comparisons are cheaper to repeat than to store: whoever reads one computes it again.
/// </summary>
internal sealed class Grouping
{
    private readonly Dictionary<Value, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<Value> _values;
    private readonly int[] _groups;
    private readonly Bits[] _needs;

    private Grouping(IEnumerable<Value> values)
    {
        _values = [.. values.Where(value => value.Primitive is not (Source or Reshape))];
        _groups = [.. Enumerable.Range(0, _values.Count)];
        _needs = new Bits[_values.Count];
        for (int i = 0; i < _values.Count; i++)
        {
            _numbers[_values[i]] = i;
        }
    }

    /// <summary>The groups, each in the order of the values given.</summary>
    public static IReadOnlyList<IReadOnlyList<Value>> Of(IEnumerable<Value> values)
    {
        var grouping = new Grouping(values);
        for (int i = 0; i < grouping._values.Count; i++)
        {
            grouping.Add(i);
        }
        return [.. grouping._values.Where(value => value.Primitive is Elementwise && !IsRepeated(value))
            .GroupBy(value => grouping._groups[grouping._numbers[value]])
            .Select(group => group.ToList())];
    }

    /// <summary>True for what is computed again by each region that reads it.</summary>
    public static bool IsRepeated(Value value) => value.Primitive is Comparison;

    private void Add(int number)
    {
        var value = _values[number];
        _needs[number] = new(_values.Count);
        int[] read = [.. Reads(value).Select(operand => _groups[_numbers[operand]]).Distinct()];
        foreach (int group in read)
        {
            _needs[number].Add(group);
            _needs[number].Add(_needs[group]);
        }
        if (value.Primitive is not Elementwise || IsRepeated(value))
        {
            return;
        }
        int joined = number;
        foreach (int candidate in read)
        {
            var first = _values[candidate];
            if (first.Primitive is Elementwise && !IsRepeated(first) && first.Shape.Product == value.Shape.Product && !IsBetween(joined, candidate))
            {
                Join(joined, candidate);
                joined = candidate;
            }
        }
    }

    /// <summary>The computed values that a value reads from memory, or would if it shared nothing with its operands.</summary>
    private static IEnumerable<Value> Reads(Value value)
    {
        foreach (var operand in value.Operands.Select(Aliases.Root))
        {
            if (operand.Primitive is Source)
            {
                continue;
            }
            if (value.Primitive is Elementwise && IsRepeated(operand))
            {
                foreach (var read in Reads(operand))
                {
                    yield return read;
                }
            }
            else if (value.Primitive is Elementwise && operand.Primitive is Broadcast)
            {
                if (Aliases.Root(operand.Operands[0]) is { Primitive: not Source } source)
                {
                    yield return source;
                }
            }
            else
            {
                yield return operand;
            }
        }
    }

    /// <summary>True when a third group needs <paramref name="first"/> and is needed by <paramref name="later"/>.</summary>
    private bool IsBetween(int later, int first)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            if (i != first && i != later && _needs[later][i] && _groups[i] == i && _needs[i][first])
            {
                return true;
            }
        }
        return false;
    }

    private void Join(int from, int to)
    {
        for (int i = 0; i < _values.Count; i++)
        {
            _groups[i] = _groups[i] == from ? to : _groups[i];
        }
        _needs[to].Add(_needs[from]);
        _needs[to].Remove(to);
        for (int i = 0; i < _values.Count && _needs[i] is not null; i++)
        {
            if (i != to && (_needs[i][to] || _needs[i][from]))
            {
                _needs[i].Add(to);
                _needs[i].Add(_needs[to]);
            }
        }
    }
}
