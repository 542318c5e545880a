using Keras.Core;
using Keras.Layers;
using Keras.Models;
using Keras.Training;

namespace Keras;

public partial class Model
{
    /// <summary>Prints a table of the layers, their output shapes and weights: the very text that Keras prints.</summary>
    /// <param name="lineLength">The table's width in characters; by default as Keras chooses it, at most four less than the terminal has.</param>
    /// <param name="positions">Where each column ends, as parts of the line length.</param>
    /// <param name="printFn">Gets the whole text instead of the console.</param>
    /// <param name="expandNested">Whether the layers of models within the model get rows of their own.</param>
    /// <param name="showTrainable">Whether a column says which layers are trainable.</param>
    /// <param name="layerRange">The first and the last layer to show: names, or regular expressions that match from a name's beginning.</param>
    /// <exception cref="ArgumentException">The line is too narrow, positions are too few, or no layer matches the range.</exception>
    /// <remarks>Source: <see href="https://keras.io/api/models/model/#summary-method"/>.</remarks>
    public void Summary(int? lineLength = null, IReadOnlyList<double>? positions = null, Action<string>? printFn = null, bool expandNested = false, bool showTrainable = false, (string First, string Last)? layerRange = null)
    {
        var options = new SummaryOptions { LineLength = lineLength, Positions = positions, ExpandNested = expandNested, ShowTrainable = showTrainable, LayerRange = layerRange };
        var console = SummaryConsole.Current();
        if (printFn is null)
        {
            PlainOutput.Write(Console.Out, ModelSummary.Text(DescribeForSummary(), options, console));
        }
        else
        {
            printFn(ModelSummary.Text(DescribeForSummary(), options, console.Captured));
        }
    }

    private SummaryModel DescribeForSummary()
    {
        var nodes = new Dictionary<Node, SummaryNode>(ReferenceEqualityComparer.Instance);
        SummaryNode Describe(Node node)
        {
            if (!nodes.TryGetValue(node, out var described))
            {
                nodes[node] = described = new SummaryNode([.. node.Inputs.Select(input => new SummaryConnection(input.Operation.Name, input.Node.Index, input.Index))]);
            }
            return described;
        }

        SummaryLayer DescribeLayer(Operation operation)
        {
            var layer = operation as Layer;
            bool built = layer is not Sequential { HasGraph: false } && layer is null or { Built: true };
            var shapes = operation.Nodes.Count > 0 ? operation.Nodes[^1].Outputs.Select(output => output.Shape)
                : layer is Model { Built: true } model && built ? model.Outputs.Select(output => output.Shape)
                : null;
            return new SummaryLayer(
                operation.Name,
                operation.ClassName,
                shapes?.Select(shape => (IReadOnlyList<int?>)[.. shape]).ToArray(),
                built ? layer?.CountParams() ?? 0 : null,
                built && layer is { Weights.Count: > 0 },
                layer?.Trainable ?? false,
                [.. operation.Nodes.Select(Describe)],
                layer is Model nested && built ? [.. nested.Layers.Select(DescribeLayer)] : []);
        }

        static SummaryWeights Count(IEnumerable<State> states)
        {
            long count = states.Sum(state => (long)state.Shape.Product);
            return new SummaryWeights(count, states.Sum(state => (long)state.Shape.Product * state.ElementSize));
        }

        static IEnumerable<State> States(IEnumerable<Variable> weights) => weights.Select(weight => weight.State);

        IReadOnlyList<IReadOnlyList<SummaryNode>>? byDepth = this is Sequential
            ? null
            : [.. Graph.Nodes.GroupBy(node => Graph.Depths[node]).Select(group => (IReadOnlyList<SummaryNode>)[.. group.Select(Describe)])];
        var operations = this is Sequential ? Layers : Graph.Operations;
        return new SummaryModel(Name, [.. operations.Select(DescribeLayer)], byDepth, Count(States(TrainableWeights)), Count(States(NonTrainableWeights)),
            CompileArguments is { Optimizer.IsBuilt: true } compiled ? Count(compiled.Optimizer.States) : null);
    }
}
