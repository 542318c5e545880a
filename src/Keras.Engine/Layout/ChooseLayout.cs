using Keras.Core;
using Keras.Engine.Simplification;

namespace Keras.Engine.Layout;

/// <summary>Rewrites a graph so that the values of <see cref="LaneRegions"/> have their batch in lanes, with conversions where they meet others.</summary>
internal sealed class ChooseLayout
{
    private readonly IReadOnlySet<Value> _inLanes;
    private readonly Dictionary<Value, Value> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Value, Value> _lanes = new(ReferenceEqualityComparer.Instance);

    private ChooseLayout(IReadOnlySet<Value> inLanes) => _inLanes = inLanes;

    public static Graph Apply(Graph graph)
    {
        var values = Graph.InOrder(graph.Results);
        var layout = new ChooseLayout(LaneRegions.Of(values));
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
        int spatial = LaneRegions.SpatialRank(value.Primitive);
        if (_inLanes.Contains(value))
        {
            _lanes[value] = spatial > 0 ? Window(value, spatial) : Relaid(value);
        }
        else if (value.Primitive is WindowsWeights && Lanes.Count(value.Operands[0].Shape[0]) > 1)
        {
            _rows[value] = Window(value, spatial);
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

    private Value Rows(Value value) => _rows.TryGetValue(value, out var rows) ? rows : _rows[value] = Lanes.ToRows(_lanes[value], value.Shape[0]);

    private Value InLanesOf(Value value) => _lanes.TryGetValue(value, out var lanes) ? lanes : _lanes[value] = Lanes.FromRows(_rows[value], Lanes.Count(value.Shape[0]));

    private Value Window(Value value, int spatial)
    {
        var operands = Array.ConvertAll(value.Operands, operand => LaneRegions.IsImage(value, operand) ? InLanesOf(operand) : Rows(operand));
        if (value.Primitive is WindowsWeights)
        {
            operands[1] = Lanes.Masked(operands[1], value.Operands[1].Shape[0], 0);
        }
        return new InLanes(value.Primitive, spatial).Apply(operands);
    }

    /// <summary>A reduction over the batch runs over groups and lanes.</summary>
    private Value OverImages(Value value, Reduction reduction)
    {
        var operand = Lanes.Masked(InLanesOf(value.Operands[0]), value.Operands[0].Shape[0], reduction is Sum ? 0 : double.NegativeInfinity);
        return Op.Reshape(WithAxes(reduction, [.. reduction.Axes, operand.Rank - 1]).Apply(operand), value.Shape);
    }

    private static Reduction WithAxes(Reduction reduction, Dimensions axes) => reduction is Sum ? new Sum(axes) : new Max(axes);

    /// <summary>The same primitive on values with their batch in lanes.</summary>
    private Value Relaid(Value value)
    {
        int lanes = Lanes.Count(value.Shape[0]);
        var shape = Lanes.Of(value.Shape, lanes);
        switch (value.Primitive)
        {
            case Elementwise:
                return value.Primitive.Apply(Array.ConvertAll(value.Operands, InLanesOf));
            case Broadcast:
                return RelaidBroadcast(value, shape);
            case Reshape:
                return Op.Reshape(InLanesOf(value.Operands[0]), shape);
            case Transpose transpose:
                return Op.Transpose(InLanesOf(value.Operands[0]), [.. transpose.Permutation, value.Rank]);
            case Slice slice:
                return Op.Slice(InLanesOf(value.Operands[0]), [.. slice.Starts, 0], shape, [.. slice.Steps, 1]);
            case Pad pad:
                return Op.Pad(InLanesOf(value.Operands[0]), [.. pad.Before, 0], [.. pad.After, 0], new Dimensions([.. pad.Between, 0]).With(0, 0));
            case Concatenate concatenate:
                return Op.Concatenate(Array.ConvertAll(value.Operands, InLanesOf), concatenate.Axis);
            case Reduction reduction:
                return WithAxes(reduction, reduction.Axes).Apply(InLanesOf(value.Operands[0]));
            default:
                throw new InvalidOperationException($"The primitive {value.Primitive.Name} has no form in lanes.");
        }
    }

    private Value RelaidBroadcast(Value value, Dimensions shape)
    {
        var operand = value.Operands[0];
        if (LaneRegions.KeepsBatch(value, operand))
        {
            return Op.Broadcast(InLanesOf(operand), shape);
        }
        var rows = Rows(operand);
        return Op.Broadcast(rows.Shape.Product == 1 ? Op.Reshape(rows, []) : Op.Reshape(rows, [.. rows.Shape, 1]), shape);
    }
}
