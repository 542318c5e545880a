using System.Globalization;
using System.Text.Json.Nodes;
using Keras.Core;
using Keras.Engine.Reference;
using Keras.Layers;

namespace Keras.Testing;

/// <summary>A layer to be verified: how to make it, what to call it on, and for each argument of its constructor another value, which must change something.</summary>
/// <param name="Make">Makes the layer; equal layers at each call, so that random numbers need a seed.</param>
/// <param name="Inputs">The inputs' shapes without the batch.</param>
/// <param name="Weights">The expected weights, such as <c>"kernel (3, 4)"</c>, in the order of <c>GetWeights</c>.</param>
/// <param name="Output">The expected shape of the output without the batch.</param>
/// <param name="Options">By argument, the layer with another value of it.</param>
internal sealed record LayerCase(Func<Layer> Make, KerasShape[] Inputs, string[] Weights, KerasShape Output, Dictionary<string, Func<Layer>> Options)
{
    public string ClassName { get; } = Make().ClassName;

    public override string ToString() => ClassName;
}

/// <summary>What every layer must hold, whatever it computes. Broken promises are exceptions that say which.</summary>
internal static class LayerContract
{
    private const int Batch = 3;

    public static void Verify(LayerCase row)
    {
        VerifyWeights(row);
        VerifyShapes(row);
        VerifyConfiguration(row);
        VerifyGradients(row);
        VerifyOptions(row);
    }

    private static void VerifyWeights(LayerCase row)
    {
        var layer = Built(row.Make, row);
        Require(layer, layer.Weights.Select(weight => $"{weight.Name} {weight.Shape}").SequenceEqual(row.Weights), $"expected the weights {string.Join("; ", row.Weights)}, found {string.Join("; ", layer.Weights.Select(weight => $"{weight.Name} {weight.Shape}"))}");
        Require(layer, layer.Weights.All(weight => weight.Path == $"{layer.Name}/{weight.Name}"), "expected paths of the layer's name and the weight's");
        layer.Trainable = false;
        Require(layer, layer.TrainableWeights.Count == 0 && layer.NonTrainableWeights.Count == row.Weights.Length, "expected no trainable weights after Trainable = false");
    }

    /// <summary>The inferred shape is that of every batch.</summary>
    private static void VerifyShapes(LayerCase row)
    {
        var layer = Built(row.Make, row);
        Require(layer, layer.Output.Shape == row.Output.WithBatch(), $"expected the inferred shape {row.Output.WithBatch()}, found {layer.Output.Shape}");
        foreach (int batch in new[] { 1, 2, 5 })
        {
            var shape = layer.Compute(new CallContext(training: false), Inputs(row, batch))[0].Shape;
            Require(layer, shape == row.Output.WithBatch(batch).Fill(0), $"expected {row.Output.WithBatch(batch)} for a batch of {batch}, found {shape}");
        }
    }

    /// <summary>Made again of its configuration, it is written the same and computes the same.</summary>
    private static void VerifyConfiguration(LayerCase row)
    {
        foreach (var make in row.Options.Values.Prepend(row.Make))
        {
            var layer = Built(make, row);
            layer.Trainable = false;
            string written = layer.Serialize().ToJsonString();
            var again = LayerTable.Entries.Make(JsonNode.Parse(written)!);
            Call(again, row);
            Require(layer, again.Serialize().ToJsonString() == written, $"expected the configuration {written}, found {again.Serialize().ToJsonString()} after it was read");
            Require(layer, !again.Trainable && again.Name == layer.Name, "expected name and trainable to be kept");
            foreach (var (from, to) in layer.Weights.Zip(again.Weights))
            {
                to.State.SetDoubles(from.State.ToDoubles());
            }
            layer.Trainable = again.Trainable = true;
            Require(layer, Fingerprint(again, row) == Fingerprint(layer, row), "expected the layer to compute the same after its configuration was read");
        }
    }

    /// <summary>Gradients by inputs and trainable weights in training mode, of the layer and its options.</summary>
    private static void VerifyGradients(LayerCase row)
    {
        foreach (var make in row.Options.Values.Prepend(row.Make))
        {
            var layer = Built(make, row);
            var inputs = Inputs(row, Batch);
            var trained = layer.TrainableWeights;
            Dimensions[] shapes = [.. inputs.Select(input => input.Shape), .. trained.Select(weight => weight.State.Shape)];
            var (difference, where) = GradientChecker.Check(
                operands =>
                {
                    var context = new CallContext(training: true);
                    for (int i = 0; i < trained.Count; i++)
                    {
                        context.Update(trained[i], operands[inputs.Length + i]);
                    }
                    var output = layer.Compute(context, operands[..inputs.Length])[0];
                    return context.Losses.Aggregate(output, (sum, loss) => sum + loss);
                },
                shapes,
                [.. shapes.Select((shape, i) => Numbers(shape, i))]);
            Require(layer, difference < 1e-5, $"expected its gradients to be difference quotients: {where}");
        }
    }

    /// <summary>Another value of any argument changes results, weights, losses or what is done to weights.</summary>
    private static void VerifyOptions(LayerCase row)
    {
        string plain = Fingerprint(Built(row.Make, row), row);
        Require(Built(row.Make, row), plain == Fingerprint(Built(row.Make, row), row), "expected equal layers to do the same; give random numbers a seed");
        foreach (var (argument, make) in row.Options)
        {
            var layer = Built(make, row);
            Require(layer, Fingerprint(layer, row) != plain, $"expected the argument '{argument}' to change something");
        }
    }

    /// <summary>All that a layer does, as text.</summary>
    private static string Fingerprint(Layer layer, LayerCase row)
    {
        var parts = new List<string> { $"{layer.Output.Shape}" };
        void Note(string what, Value value) => parts.Add($"{what} {value.Shape}: {string.Join(" ", ReferenceInterpreter.Evaluate([value], Given)[0].Select(number => number.ToString("G9", CultureInfo.InvariantCulture)))}");
        foreach (var weight in layer.Weights)
        {
            var value = Op.Read(weight.State);
            Note(weight.Name, value);
            if (weight.Regularizer is { } regularizer)
            {
                Note("regularizer", regularizer.Call(value));
            }
            if (weight.Constraint is { } constraint)
            {
                Note("constraint", constraint.Call(value * 5));
            }
        }
        foreach (bool training in new[] { false, true })
        {
            var context = new CallContext(training);
            // With every weight moved away from its first value, so that zeros hide nothing.
            foreach (var weight in layer.Weights)
            {
                context.Update(weight, context.Read(weight) + Op.Constant([.. Numbers(weight.State.Shape, 7).Select(Math.Abs)], weight.State.Shape));
            }
            Value[] inputs = [.. Inputs(row, Batch).Select((input, i) => Op.Constant(Numbers(input.Shape, i), input.Shape))];
            Note("output", layer.Compute(context, inputs)[0]);
            foreach (var loss in context.Losses)
            {
                Note("loss", loss);
            }
            foreach (var (target, value) in context.Updates)
            {
                Note(target.Name.Split('/')[^1], value);
            }
        }
        return string.Join("\n", parts);
    }

    private static IReadOnlyDictionary<Value, double[]> Given { get; } = new Dictionary<Value, double[]>();

    private static Layer Built(Func<Layer> make, LayerCase row)
    {
        var layer = make();
        Call(layer, row);
        return layer;
    }

    private static void Call(Layer layer, LayerCase row) => layer.Call(row.Inputs.Select(shape => Functional.Input(shape)).ToArray());

    private static Value[] Inputs(LayerCase row, int batch) => [.. row.Inputs.Select((shape, i) => new Input($"x{i}", shape.WithBatch(batch).Fill(0), KerasDType.Float32).Apply())];

    private static double[] Numbers(Dimensions shape, int seed)
    {
        var random = new Random(seed + 11);
        return [.. Enumerable.Range(0, shape.Product).Select(_ => random.NextDouble() * 2.4 - 1.2)];
    }

    private static void Require(Layer layer, bool holds, string promise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"{layer.ClassName}: {promise}.");
        }
    }
}
