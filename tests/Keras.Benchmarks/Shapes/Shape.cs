namespace Keras.Benchmarks.Shapes;

/// <summary>A model of one kind of layer that people train, at one batch size. The peers build the same from its configuration.</summary>
/// <param name="Name">What it is made of.</param>
/// <param name="BatchSize">Images a step.</param>
/// <param name="Build">Makes the model, not yet compiled.</param>
internal sealed record Shape(string Name, int BatchSize, Func<Model> Build)
{
    /// <summary>The name with the batch size, by which a shape is asked for.</summary>
    public string Label => $"{Name}@{BatchSize}";

    /// <summary>The size beside this batch size that fills whole vectors: what an image costs there is the measure of what it costs here.</summary>
    public int RoundBatchSize => BatchSize < 4 ? BatchSize : (BatchSize + 4) / 8 * 8;
}
