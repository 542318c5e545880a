using System.Globalization;
using System.Text.RegularExpressions;
using Keras.Training;

namespace Keras.Models;

/// <summary>Walks over a model and makes a row of each layer.</summary>
internal sealed class SummaryRows
{
    private readonly SummaryModel _model;
    private readonly SummaryOptions _options;
    private readonly HashSet<SummaryNode> _nodes;

    public SummaryRows(SummaryModel model, SummaryOptions options)
    {
        _model = model;
        _options = options;
        _nodes = [.. model.NodesByDepth?.SelectMany(nodes => nodes) ?? []];
        WithConnections = model.NodesByDepth is { } depths && !IsChain(depths);
    }

    /// <summary>Whether there is a "Connected to" column: somewhere in the graph stand two calls side by side, a call has
    /// several inputs, or a layer is called twice.</summary>
    public bool WithConnections { get; }

    public IEnumerable<IReadOnlyList<StyledText>> Rows()
    {
        var (begin, end) = Range();
        return _model.Layers.Take(begin..end).SelectMany(layer => RowsOf(layer, level: 0));
    }

    private bool IsChain(IReadOnlyList<IReadOnlyList<SummaryNode>> depths)
        => depths.All(nodes => nodes.Count == 1 && nodes[0].Inputs.Count <= 1)
            && _model.Layers.All(layer => layer.InboundNodes.Count(_nodes.Contains) <= 1);

    private IEnumerable<IReadOnlyList<StyledText>> RowsOf(SummaryLayer layer, int level)
    {
        yield return Cells(layer, level);
        if (!_options.ExpandNested) yield break;
        foreach (var row in layer.Layers.SelectMany(inner => RowsOf(inner, level + 1))) yield return row;
    }

    private List<StyledText> Cells(SummaryLayer layer, int level)
    {
        var prefix = level == 0 ? "" : new string(' ', 3 * level) + "└ ";
        List<StyledText> cells =
        [
            new StyledText().Add($"{prefix}{layer.Name} (").Add(layer.ClassName, TextStyle.ClassName).Add(")"),
            OutputShape(layer.OutputShapes),
            layer.ParameterCount is { } count
                ? new StyledText().Add(PythonFormat.Grouped(count), TextStyle.Number)
                : new StyledText().Add("0", TextStyle.Number).Add(" (unbuilt)"),
        ];
        if (WithConnections) cells.Add(Connections(layer));
        if (_options.ShowTrainable)
        {
            cells.Add(!layer.HasWeights ? new StyledText().Add("-", TextStyle.Bold)
                : layer.Trainable ? new StyledText().Add("Y", TextStyle.Trainable)
                : new StyledText().Add("N", TextStyle.Frozen));
        }
        return cells;
    }

    private static StyledText OutputShape(IReadOnlyList<IReadOnlyList<int?>>? shapes)
    {
        if (shapes is null) return new StyledText().Add("?");
        var text = new StyledText();
        if (shapes.Count != 1) text.Add("[");
        foreach (var (index, shape) in shapes.Index())
        {
            text.Add(index > 0 ? ", (" : "(");
            foreach (var (axis, size) in shape.Index())
            {
                if (axis > 0) text.Add(", ");
                if (size is { } known) text.Add(known.ToString(CultureInfo.InvariantCulture), TextStyle.Number);
                else text.Add("None", TextStyle.UnknownSize);
            }
            text.Add(")");
        }
        return shapes.Count == 1 ? text : text.Add("]");
    }

    /// <summary>Where the tensors come from that the layer is called on in this model.</summary>
    private StyledText Connections(SummaryLayer layer)
    {
        var text = new StyledText();
        foreach (var connection in layer.InboundNodes.Where(_nodes.Contains).SelectMany(node => node.Inputs))
        {
            if (text.Width > 0) text.Add(", ");
            text.Add(connection.Layer).Add("[").Add(connection.NodeIndex.ToString(CultureInfo.InvariantCulture), TextStyle.Number)
                .Add("][").Add(connection.TensorIndex.ToString(CultureInfo.InvariantCulture), TextStyle.Number).Add("]");
        }
        return text.Width > 0 ? text : text.Add("-");
    }

    private (int Begin, int End) Range()
    {
        if (_options.LayerRange is not { } range) return (0, _model.Layers.Count);
        var first = Matches(range.First, range);
        var last = Matches(range.Last, range);
        return first[0] <= last[^1] ? (first[0], last[^1] + 1) : (last[0], first[^1] + 1);
    }

    /// <summary>The layers whose names <paramref name="pattern"/> matches from their beginning: one at least.</summary>
    private List<int> Matches(string pattern, (string First, string Last) range)
    {
        try
        {
            var regex = new Regex($@"\A(?:{pattern})", RegexOptions.CultureInvariant);
            var matches = _model.Layers.Index().Where(layer => regex.IsMatch(layer.Item.Name)).Select(layer => layer.Index).ToList();
            return matches.Count > 0 ? matches : throw BadRange(range,
                $"no layer matches '{pattern}'. The layers are: {string.Join(", ", _model.Layers.Select(layer => layer.Name))}.");
        }
        catch (RegexParseException error)
        {
            throw BadRange(range, $"'{pattern}' is not a regular expression: {error.Message}", error);
        }
    }

    private ArgumentException BadRange((string First, string Last) range, string what, Exception? inner = null) => new(
        $"Summary of '{_model.Name}': expected a layer range of two names, or regular expressions that match a name's beginning, "
        + $"received ('{range.First}', '{range.Last}'); {what}", inner);
}
