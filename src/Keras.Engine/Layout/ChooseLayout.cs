using Keras.Core;
using Keras.Engine.Simplification;

namespace Keras.Engine.Layout;

/// <summary>
/// Rewrites a graph so that the values of <see cref="LaneRegions"/> have their batch in lanes, with conversions where they meet others. A batch of several parts (<see cref="Batches"/>)
/// is computed part by part; what runs over images is joined.
/// </summary>
internal sealed class ChooseLayout
{
    private readonly Batches _batches;
    private readonly IReadOnlySet<Value> _inLanes;
    private readonly EmptyPlaces _empty;
    private readonly Dictionary<Value, Value> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Value[]> _parts = new(ReferenceEqualityComparer.Instance);

    private ChooseLayout(IList<Value> values)
    {
        _batches = Batches.For(values);
        _inLanes = LaneRegions.Of(values, _batches);
        _empty = new EmptyPlaces(values, _inLanes);
    }

    public static Graph Apply(Graph graph)
    {
        var values = Graph.InOrder(graph.Results);
        var layout = new ChooseLayout(values);
        foreach (var value in values)
        {
            layout.Add(value);
        }
        return graph with
        {
            Outputs = [.. graph.Outputs.Select(layout.Rows)],
            Updates = [.. graph.Updates.Select(update => (update.Target, layout.Rows(update.Value)))],
        };
    }

    private void Add(Value value)
    {
        if (_inLanes.Contains(value))
        {
            _parts[value] = [.. _batches.Of(value.Shape[0]).Select((lanes, part) => Laid(value, lanes, part))];
        }
        else if (value.Primitive is WindowsWeights && _batches.HasLanes(value.Operands[0].Shape[0]))
        {
            _rows[value] = _batches.Of(value.Operands[0].Shape[0]).Select((lanes, part) => Window(value, lanes, part)).Aggregate((sum, part) => sum + part);
        }
        else if (value.Primitive is Sum or Max && _inLanes.Contains(value.Operands[0]) && ((Reduction)value.Primitive).Axes.Contains(0))
        {
            _rows[value] = OverImages(value, (Reduction)value.Primitive);
        }
        else
        {
            _rows[value] = Rewriting.Renew(value, Array.ConvertAll(value.Operands, Rows));
        }
    }

    private Value Rows(Value value) => _rows.TryGetValue(value, out var rows) ? rows : _rows[value] = Join(value.Shape[0], _parts[value]);

    private Value Join(int batch, Value[] parts) => parts.Length == 1
        ? _batches.Of(batch)[0].ToRows(parts[0])
        : Op.Concatenate([.. _batches.Of(batch).Select((lanes, part) => lanes.ToRows(parts[part]))], 0);

    private Value Part(Value value, int part) =>
        (_parts.TryGetValue(value, out var parts) ? parts : _parts[value] = [.. _batches.Of(value.Shape[0]).Select(lanes => lanes.FromRows(_rows[value]))])[part];

    private Value Laid(Value value, Lanes lanes, int part)
    {
        var laid = LaneRegions.SpatialRank(value.Primitive) > 0 ? Window(value, lanes, part) : Relaid(value, lanes, part);
        return _empty.BecomeZero(value) ? lanes.Masked(laid, 0) : laid;
    }

    private Value Window(Value value, Lanes lanes, int part)
    {
        var operands = Array.ConvertAll(value.Operands, operand => LaneRegions.IsImage(value, operand) ? Part(operand, part) : Rows(operand));
        if (value.Primitive is WindowsWeights && !value.Operands.Any(_empty.AreZero))
        {
            operands[1] = lanes.Masked(operands[1], 0);
        }
        return lanes.AreRows ? value.Primitive.Apply(operands) : new InLanes(value.Primitive, LaneRegions.SpatialRank(value.Primitive)).Apply(operands);
    }

    /// <summary>A reduction over the batch runs over groups and lanes.</summary>
    private Value OverImages(Value value, Reduction reduction)
    {
        var operand = value.Operands[0];
        return _batches.Of(operand.Shape[0]).Select((lanes, part) =>
        {
            var images = Part(operand, part);
            images = reduction is Sum && _empty.AreZero(operand) ? images : lanes.Masked(images, reduction is Sum ? 0 : double.NegativeInfinity);
            return Op.Reshape(WithAxes(reduction, lanes.With(reduction.Axes, operand.Rank)).Apply(images), value.Shape);
        }).Aggregate((joined, part) => reduction is Sum ? joined + part : Op.Maximum(joined, part));
    }

    private static Reduction WithAxes(Reduction reduction, Dimensions axes) => reduction is Sum ? new Sum(axes) : new Max(axes);

    /// <summary>The same primitive on images laid out.</summary>
    private Value Relaid(Value value, Lanes lanes, int part)
    {
        var shape = lanes.Of(value.Shape);
        Value[] Parts() => Array.ConvertAll(value.Operands, operand => Part(operand, part));
        switch (value.Primitive)
        {
            case Elementwise:
                return value.Primitive.Apply(Parts());
            case Broadcast:
                return RelaidBroadcast(value, lanes, part, shape);
            case Reshape:
                return Op.Reshape(Part(value.Operands[0], part), shape);
            case Transpose transpose:
                return Op.Transpose(Part(value.Operands[0], part), lanes.With(transpose.Permutation, value.Rank));
            case Slice slice:
                return Op.Slice(Part(value.Operands[0], part), lanes.With(slice.Starts, 0), shape, lanes.With(slice.Steps, 1));
            case Pad pad:
                return Op.Pad(Part(value.Operands[0], part), lanes.With(pad.Before, 0), lanes.With(pad.After, 0), lanes.With(pad.Between, 0).With(0, 0));
            case Concatenate concatenate:
                return Op.Concatenate(Parts(), concatenate.Axis);
            case Reduction reduction:
                return WithAxes(reduction, reduction.Axes).Apply(Part(value.Operands[0], part));
            default:
                throw new InvalidOperationException($"The primitive {value.Primitive.Name} has no form in lanes.");
        }
    }

    private Value RelaidBroadcast(Value value, Lanes lanes, int part, Dimensions shape)
    {
        var operand = value.Operands[0];
        if (LaneRegions.KeepsBatch(value, operand))
        {
            return Op.Broadcast(Part(operand, part), shape);
        }
        var rows = Rows(operand);
        return Op.Broadcast(rows.Shape.Product == 1 ? Op.Reshape(rows, []) : Op.Reshape(rows, lanes.With(rows.Shape, 1)), shape);
    }
}
