using System.Runtime.CompilerServices;
using Keras.Core;

namespace Keras.Engine.Simplification;

/// <summary>One value for all that apply the same primitive to the same operands.</summary>
internal sealed class CommonValues
{
    private readonly Dictionary<Key, Value> _values = [];
    private readonly HashSet<Value> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The first value that was made alike.</summary>
    public Value Of(Value value)
    {
        if (value.Primitive is Input)
        {
            // Each is filled for itself.
            _known.Add(value);
            return value;
        }
        var key = new Key(value);
        if (!_values.TryGetValue(key, out var first))
        {
            _values[key] = first = value;
            _known.Add(value);
        }
        return first;
    }

    public bool Knows(Value value) => _known.Contains(value);

    private readonly struct Key(Value value) : IEquatable<Key>
    {
        private readonly Value _value = value;

        public bool Equals(Key other) => _value.Primitive.Equals(other._value.Primitive) && _value.Shape == other._value.Shape
            && _value.Operands.AsSpan().SequenceEqual(other._value.Operands);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_value.Primitive);
            foreach (var operand in _value.Operands)
            {
                hash.Add(RuntimeHelpers.GetHashCode(operand));
            }
            return hash.ToHashCode();
        }
    }
}
