using System.Text.Json.Nodes;

namespace Keras.Parity.Tests.Cases;

/// <summary>
/// What the library does not build yet: classes, functions and kinds, never cases. A case is skipped, by name, only when it uses
/// one of them; a case that uses none and cannot be built fails.
/// </summary>
internal static class NotBuilt
{
    /// <summary>Sorts of cases.</summary>
    public static readonly HashSet<string> Kinds = ["schedule", "layer", "op", "application"];

    /// <summary>Classes, by Keras's name; operations between tensors with their module's last part before it.</summary>
    public static readonly HashSet<string> Classes =
    [
        // Layers
        "ActivityRegularization", "AdditiveAttention", "Attention", "AveragePooling1D", "AveragePooling3D", "Bidirectional", "CenterCrop",
        "Conv1D", "Conv1DTranspose", "Conv3D", "Conv3DTranspose", "ConvLSTM1D", "ConvLSTM2D", "Cropping1D", "Cropping3D",
        "DepthwiseConv1D", "DepthwiseConv2D", "Dot", "EinsumDense", "Embedding", "GRU", "GlobalAveragePooling1D", "GlobalAveragePooling3D",
        "GlobalMaxPooling1D", "GlobalMaxPooling2D", "GlobalMaxPooling3D", "GroupNormalization", "GroupQueryAttention", "Identity", "LSTM",
        "LayerNormalization", "Masking", "MaxPooling1D", "MaxPooling3D", "MultiHeadAttention", "RMSNormalization", "RNN", "Rescaling", "Resizing",
        "SeparableConv1D", "SeparableConv2D", "SimpleRNN", "SpatialDropout2D", "TimeDistributed", "UnitNormalization", "UpSampling1D", "UpSampling3D",
        "ZeroPadding1D", "ZeroPadding3D",
        // Operations
        "numpy.Any", "numpy.GetItem", "numpy.Mean", "numpy.NotEqual",
        // Optimizers and schedules
        "Adadelta", "Adafactor", "Adagrad", "Adamax", "Ftrl", "Lamb", "Lion", "Nadam",
        "CosineDecay", "CosineDecayRestarts", "ExponentialDecay", "InverseTimeDecay", "PiecewiseConstantDecay", "PolynomialDecay",
        // Losses
        "BinaryFocalCrossentropy", "CategoricalFocalCrossentropy", "CategoricalHinge", "CosineSimilarity", "Dice", "Hinge", "LogCosh",
        "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError", "Poisson", "SquaredHinge", "Tversky",
        // Callbacks
        "LearningRateScheduler", "ReduceLROnPlateau",
    ];

    /// <summary>PyTorch's optimizers that differ from Keras's of the same name; its RMSprop adds epsilon outside the root.</summary>
    public static readonly HashSet<string> TorchOptimizers = ["Adagrad", "RMSprop"];

    /// <summary>What this case uses that is not built; <c>null</c> when everything is.</summary>
    public static string? UsedBy(GoldenCase golden)
    {
        if (Kinds.Contains(golden.Kind))
        {
            return $"kind {golden.Kind}";
        }
        return ClassesIn(golden.Description).FirstOrDefault(Classes.Contains);
    }

    private static IEnumerable<string> ClassesIn(JsonNode? node) => node switch
    {
        JsonObject value => NameOf(value).Concat(value.SelectMany(entry => ClassesIn(entry.Value))),
        JsonArray list => list.SelectMany(ClassesIn),
        _ => [],
    };

    private static IEnumerable<string> NameOf(JsonObject value)
    {
        if (value["class_name"] is not JsonValue name || name.GetValueKind() != System.Text.Json.JsonValueKind.String)
        {
            yield break;
        }
        string module = value["module"] is JsonValue from ? from.ToString() : "";
        yield return module.StartsWith("keras.src.ops.", StringComparison.Ordinal) ? $"{module.Split('.')[^1]}.{name}" : name.ToString();
    }
}
