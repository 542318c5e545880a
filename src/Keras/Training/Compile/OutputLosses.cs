namespace Keras.Training;

/// <summary>Resolves the losses and their weights that <c>Compile</c> was given to the outputs.</summary>
internal static class OutputLosses
{
    /// <summary>The losses in the order of the outputs; outputs without one are left out.</summary>
    /// <exception cref="ArgumentException">The numbers or names do not fit the outputs.</exception>
    public static IReadOnlyList<OutputLoss> Resolve(Model model, LossArgument? loss, LossWeights? weights)
    {
        var outputs = OutputNames.Of(model);
        var losses = PlaceLosses(model, outputs, loss);
        var factors = PlaceWeights(model, outputs, losses, weights);
        return [.. Enumerable.Range(0, outputs.Count)
            .Where(i => losses[i] is not null)
            .Select(i => new OutputLoss(i, model.OutputNames[i], losses[i]!.Identifier, losses[i]!.Loss, factors[i]))];
    }

    private static LossArgument?[] PlaceLosses(Model model, IReadOnlyList<string> outputs, LossArgument? loss) => loss switch
    {
        null => new LossArgument?[outputs.Count],
        { Parts: null } => [.. Enumerable.Repeat(loss, outputs.Count)],
        { Names: { } names } => OutputNames.Place("loss", model, outputs, names, loss.Parts, all: true),
        _ when loss.Parts.Count == outputs.Count => [.. loss.Parts],
        _ => throw new ArgumentException($"loss: model '{model.Name}' has {outputs.Count} output(s) ({string.Join(", ", outputs)}); expected as many losses, or one for all, received {loss.Parts.Count}."),
    };

    private static double?[] PlaceWeights(Model model, IReadOnlyList<string> outputs, LossArgument?[] losses, LossWeights? weights)
    {
        switch (weights)
        {
            case null:
                return new double?[outputs.Count];
            case { Names: { } names }:
                return OutputNames.Place("lossWeights", model, outputs, names, [.. weights.Values.Select(value => (double?)value)], all: true);
            case { IsList: false }:
                return [.. Enumerable.Repeat((double?)weights.Values[0], outputs.Count)];
        }
        if (weights.Values.Count != outputs.Count)
        {
            throw new ArgumentException($"lossWeights: model '{model.Name}' has {outputs.Count} output(s) ({string.Join(", ", outputs)}); expected as many weights, received {weights.Values.Count}.");
        }
        return [.. weights.Values.Select((value, i) => losses[i] is null ? (double?)null : value)];
    }
}
