namespace Keras;

/// <summary>What <c>Fit</c> validates on after each epoch: <c>(x, y)</c> or <c>(x, y, sampleWeight)</c>, which convert to it.</summary>
public sealed class ValidationData
{
    private ValidationData(ArrayLike x, ArrayLike? y, ArrayLike? sampleWeight)
    {
        ArgumentNullException.ThrowIfNull(x);
        (X, Y, SampleWeight) = (x, y, sampleWeight);
    }

    internal ArrayLike X { get; }

    internal ArrayLike? Y { get; }

    internal ArrayLike? SampleWeight { get; }

    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((ArrayLike X, ArrayLike Y) data) => new(data.X, data.Y, null);

    /// <summary>Inputs, targets and sample weights.</summary>
    public static implicit operator ValidationData((ArrayLike X, ArrayLike Y, ArrayLike SampleWeight) data) => new(data.X, data.Y, data.SampleWeight);
}
