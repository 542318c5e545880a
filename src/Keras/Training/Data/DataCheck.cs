using Keras.Core;
using Keras.Saving;

namespace Keras.Training;

/// <summary>Checks data against a model, with messages in the user's words, and brings them into the order of its inputs and outputs.</summary>
internal static class DataCheck
{
    /// <summary>Lets a chain without an input learn its input's shape from the data.</summary>
    public static void Build(Model model, ArrayLike x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (model is Sequential { HasGraph: false } && x.View is { } view)
        {
            CheckAxes("x", view);
            model.EnsureBuilt([new KerasShape([null, .. view.SampleShape.Select(size => (int?)size)])]);
        }
    }

    /// <summary>Inputs alone.</summary>
    public static SampleArrays Inputs(Model model, ArrayLike x)
    {
        Build(model, x);
        var views = Order(model, "x", "input", x, model.InputNames);
        var shapes = InputShapes(model, views);
        CheckCounts(model, [.. views.Select(view => ("x", view))]);
        return new(views, new ArrayView?[OutputCount(model)], new ArrayView?[OutputCount(model)], shapes);
    }

    /// <summary>Inputs, targets and sample weights for the losses that the model was compiled with.</summary>
    public static SampleArrays Samples(Model model, IReadOnlyList<OutputLoss> losses, ArrayLike x, ArrayLike? y, ArrayLike? sampleWeight, IReadOnlyDictionary<int, double>? classWeight = null)
    {
        var inputs = Order(model, "x", "input", x, model.InputNames);
        var shapes = InputShapes(model, inputs);
        var targets = Targets(model, losses, y);
        var weights = (sampleWeight, classWeight) switch
        {
            (null, null) => new ArrayView?[targets.Length],
            ({ } given, null) => Weights(model, given, targets),
            (null, { } classes) => [ClassWeights.ToSampleWeights(model, targets, classes)],
            _ => throw new ArgumentException("sampleWeight and classWeight were both given; expected one of them. Multiply the class's weight into the sample weights."),
        };
        CheckCounts(model, [.. inputs.Select(view => ("x", view)), .. targets.OfType<ArrayView>().Select(view => ("y", view)), .. weights.OfType<ArrayView>().Select(view => ("sampleWeight", view))]);
        return new(inputs, targets, weights, shapes);
    }

    /// <summary>Throws when a label is not the number of a class.</summary>
    public static void Labels(Model model, IReadOnlyList<OutputLoss> losses, SampleArrays arrays)
    {
        foreach (var loss in losses)
        {
            var output = model.Outputs[loss.Output].Shape;
            if (arrays.Targets[loss.Output] is not { } labels)
            {
                continue;
            }
            var chosen = loss.Loss ?? AutomaticLoss.Choose([1, .. labels.SampleShape], output.Fill(1));
            if (chosen.Labels(output) is { } classes)
            {
                TargetCheck.Labels(model, loss.Name, classes, labels);
            }
        }
    }

    private static int OutputCount(Model model) => model.Outputs.Count;

    private static ArrayView[] Order(Model model, string argument, string kind, ArrayLike data, IReadOnlyList<string> names)
    {
        if (data.Names is not null)
        {
            return ByName(model, argument, kind, data, names);
        }
        var views = data.Views;
        return views.Count == names.Count
            ? [.. views]
            : throw new ArgumentException($"{argument}: expected {names.Count} array(s) for model '{model.Name}', one for each {kind} ({string.Join(", ", names)}), received {views.Count}: {data}.");
    }

    /// <summary>The arrays of a dictionary in the order of a model's inputs or outputs.</summary>
    /// <exception cref="ArgumentException">A name is unknown, or one is missing.</exception>
    public static ArrayView[] ByName(Model model, string argument, string kind, ArrayLike data, IReadOnlyList<string> names)
    {
        var (views, given) = (data.Views, data.Names!);
        foreach (string name in given)
        {
            if (!names.Contains(name))
            {
                throw new ArgumentException($"{argument}: model '{model.Name}' has no {kind} '{name}'.{NearestName.Suggest(name, names)}");
            }
        }
        if (names.FirstOrDefault(name => !given.Contains(name)) is { } missing)
        {
            throw new ArgumentException($"{argument}: no array was given for the {kind} '{missing}' of model '{model.Name}'. Expected {string.Join(", ", names)}; received {string.Join(", ", given)}.");
        }
        return [.. names.Select(name => views[given.ToList().IndexOf(name)])];
    }

    private static Dimensions[] InputShapes(Model model, ArrayView[] views)
    {
        var shapes = new Dimensions[views.Length];
        for (int i = 0; i < views.Length; i++)
        {
            var view = views[i];
            CheckAxes("x", view);
            var expected = model.Inputs[i].Shape;
            shapes[i] = Fit(view.SampleShape, expected.WithoutBatch())
                ?? throw new ArgumentException($"Model '{model.Name}': input '{model.InputNames[i]}' expects arrays of shape {expected}, received {view}.{Advice(view, expected)}");
        }
        return shapes;
    }

    /// <summary>The shape of a sample as the model takes it: as Keras, with a last axis of size one added or dropped where that makes it fit.</summary>
    private static Dimensions? Fit(Dimensions sample, KerasShape expected)
    {
        var adjusted = sample;
        if (sample.Rank == expected.Rank - 1 && expected[-1] == 1)
        {
            adjusted = [.. sample, 1];
        }
        else if (sample.Rank == expected.Rank + 1 && sample[-1] == 1)
        {
            adjusted = sample.Slice(0, expected.Rank);
        }
        return new KerasShape([.. adjusted.Select(size => (int?)size)]).IsCompatibleWith(expected) ? adjusted : null;
    }

    private static string Advice(ArrayView view, KerasShape expected)
    {
        var wanted = expected.WithoutBatch();
        if (!wanted.IsKnown)
        {
            return "";
        }
        var sample = wanted.Fill(0);
        return sample.Product == view.SampleShape.Product ? $" Reshape it: x.reshape({string.Join(", ", new[] { view.Count }.Concat(sample))})."
            : sample == view.Shape ? " One sample needs the batch axis, too: x.reshape(1, ...)."
            : "";
    }

    private static ArrayView?[] Targets(Model model, IReadOnlyList<OutputLoss> losses, ArrayLike? y)
    {
        var names = OutputNames.Of(model);
        if (y is null)
        {
            return losses.Count == 0
                ? new ArrayView?[names.Count]
                : throw new ArgumentException($"Model '{model.Name}' was compiled with a loss, which compares the outputs with targets, but y was not given. Pass y; to reconstruct the inputs pass x again: Fit(x, x).");
        }
        foreach (var view in y.Views)
        {
            CheckAxes("y", view);
        }
        var withLoss = losses.Select(loss => loss.Output).ToArray();
        if (y.Names is not null || y.Views.Count == names.Count || withLoss.Length != y.Views.Count)
        {
            return Order(model, "y", "output", y, names);
        }
        var targets = new ArrayView?[names.Count];
        for (int i = 0; i < withLoss.Length; i++)
        {
            targets[withLoss[i]] = y.Views[i];
        }
        return targets;
    }

    private static ArrayView?[] Weights(Model model, ArrayLike given, ArrayView?[] targets)
    {
        foreach (var view in given.Views)
        {
            CheckAxes("sampleWeight", view);
        }
        if (given.View is not { } single || targets.Length == 1)
        {
            return Order(model, "sampleWeight", "output", given, OutputNames.Of(model));
        }
        return single.Shape.Rank == 1 || (single.Shape.Rank == 2 && single.Shape[1] == 1)
            ? [.. targets.Select(target => target is null ? null : single)]
            : throw new ArgumentException($"sampleWeight: for the {targets.Length} outputs of model '{model.Name}' expected one number a sample, of shape ({single.Count},), or one array an output; received {single}.");
    }

    private static void CheckAxes(string argument, ArrayView view)
    {
        if (view.Shape.Rank == 0)
        {
            throw new ArgumentException($"{argument}: expected an array whose first axis counts the samples, received a single number (shape ()).");
        }
    }

    private static void CheckCounts(Model model, IReadOnlyList<(string Argument, ArrayView View)> all)
    {
        if (all.Any(one => one.View.Count != all[0].View.Count))
        {
            throw new ArgumentException($"Model '{model.Name}': expected the same number of samples in all arrays, received {string.Join(", ", all.Select(one => $"{one.Argument} {one.View}"))}.");
        }
        if (all[0].View.Count == 0)
        {
            throw new ArgumentException($"Model '{model.Name}': expected at least one sample, received none: {string.Join(", ", all.Select(one => $"{one.Argument} {one.View}"))}.");
        }
    }
}
