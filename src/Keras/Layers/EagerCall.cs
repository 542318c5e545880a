using Keras.Core;
using Keras.Training;
using NumSharp;

namespace Keras.Layers;

/// <summary>Calls a layer on data: records its work for the data's shapes, and runs it at once.</summary>
internal static class EagerCall
{
    public static NDArray Run(Layer layer, ArrayLike data, bool? training)
    {
        var views = InOrder(layer, data);
        if (views.FirstOrDefault(view => view.Shape.Rank == 0 || view.Shape.Product == 0) is { } empty)
        {
            throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected arrays with a batch axis and at least one number, received shape {empty.Shape}.", nameof(data));
        }
        layer.EnsureBuilt([.. views.Select(view => new KerasShape([null, .. view.SampleShape.Select(size => (int?)size)]))]);
        Value[] inputs = [.. views.Select((view, i) => new Input($"input {i}", view.Shape, layer.ComputeDType).Apply())];
        var context = new CallContext(training);
        if (layer.Compute(context, inputs) is not [var output])
        {
            throw new InvalidOperationException($"{layer.ClassName} '{layer.Name}' has several outputs, and a call on data gives one array. Call it on tensors, or use PredictAll of a model.");
        }
        return EagerGraph.Run(new Graph(inputs, [output], [.. context.Updates]), views, layer.ComputeDType)!;
    }

    /// <summary>The arrays in the order of the layer's inputs; only a model's have names.</summary>
    private static IReadOnlyList<ArrayView> InOrder(Layer layer, ArrayLike data) => (data.Names, layer) switch
    {
        (null, _) => data.Views,
        (_, Model model) => DataCheck.ByName(model, nameof(data), "input", data, model.InputNames),
        _ => throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected an array, or several in the order of the inputs; received a dictionary, and only a model's inputs have names.", nameof(data)),
    };
}
