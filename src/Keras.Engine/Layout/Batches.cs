using Keras.Core;

namespace Keras.Engine.Layout;

/// <summary>
/// How the images of a batch lie: all in groups of as many lanes, the last one filled up; or as many as fill groups of 16 lanes, and those that are left otherwise,
/// so that one image more than a round batch does not cost a whole group.
/// </summary>
/// <param name="rowCost">What an image in rows takes, in units of 8 lanes of a group of 16.</param>
internal sealed class Batches(double rowCost)
{
    private const int Widest = 16;

    // Measured on convolutions of few channels, where vectors along channels are short; and of at least so many, where they are as good as lanes.
    private const double RowOfFewChannels = 0.5;
    private const double RowOfManyChannels = 0.13;
    private const int ManyChannels = 32;

    // A part of the batch by itself: its steps.
    private const double PartCost = 0.1;

    // 8 lanes take 1.2 where vectors of 16 are computed in two halves (Zen 4), 1.7 where they are not (Zen 5).
    private readonly (int Width, double Cost)[] _groups = [(Widest, 2), (8, 1.45), (4, 1), (1, rowCost)];

    /// <summary>The costs for a graph: the mean over the multiply-adds of its convolutions.</summary>
    public static Batches For(IEnumerable<Value> values)
    {
        double all = 0, many = 0;
        foreach (var value in values.Where(value => value.Primitive is WindowsDown or WindowsUp or WindowsWeights))
        {
            var (kernel, images) = value.Primitive is WindowsWeights ? (value.Shape, value.Operands[1].Shape) : (value.Operands[1].Shape, value.Primitive is WindowsDown ? value.Shape : value.Operands[0].Shape);
            double multiplyAdds = (double)kernel.Product * images.Product / Math.Max(1, images[-1]);
            all += multiplyAdds;
            many += kernel[-1] >= ManyChannels && kernel[-2] >= ManyChannels ? multiplyAdds : 0;
        }
        return new(all == 0 ? RowOfFewChannels : (many * RowOfManyChannels + (all - many) * RowOfFewChannels) / all);
    }

    /// <summary>The parts of a batch, in order.</summary>
    public Lanes[] Of(int batch)
    {
        if (batch == 0)
        {
            return [new(0, 0, 1)];
        }
        int whole = batch / Widest * Widest, rest = batch - whole;
        var (width, cost) = Cheapest(batch);
        if (whole == 0 || rest == 0)
        {
            return [new(0, batch, width)];
        }
        var (restWidth, restCost) = Cheapest(rest);
        double apart = Cheapest(whole).Cost + restCost + PartCost;
        return apart < cost ? [new(0, whole, Widest), new(whole, rest, restWidth)] : [new(0, batch, width)];
    }

    /// <summary>True when images are computed in lanes at all.</summary>
    public bool HasLanes(int batch) => !Of(batch)[0].AreRows;

    private (int Width, double Cost) Cheapest(int images) =>
        _groups.Select(group => (group.Width, Cost: (images + group.Width - 1) / group.Width * group.Cost)).MinBy(group => group.Cost);
}
