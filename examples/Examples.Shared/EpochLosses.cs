namespace Examples.Shared;

/// <summary>The mean losses of the epochs of a loop written by hand.</summary>
public sealed class EpochLosses
{
    private readonly List<double> _means = [];
    private double _sum;
    private int _count;

    /// <summary>The first batch's loss, by the untrained weights.</summary>
    public double First { get; private set; } = double.NaN;

    /// <summary>The mean over the batches of each epoch.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>Adds a batch's loss.</summary>
    public void Add(double loss)
    {
        if (double.IsNaN(First))
        {
            First = loss;
        }
        _sum += loss;
        _count++;
    }

    /// <summary>Ends an epoch.</summary>
    public void EndEpoch()
    {
        _means.Add(_sum / _count);
        (_sum, _count) = (0, 0);
    }
}
