namespace Keras.Engine.Layout;

/// <summary>
/// How the images of a batch lie: all in groups of as many lanes, the last one filled up; or as many as fill groups of 16 lanes, and those that are left otherwise,
/// so that one image more than a round batch does not cost a whole group.
/// </summary>
internal static class Batches
{
    private const int Widest = 16;

    // What a step takes for a group of so many lanes, for an image in rows, and for a part of the batch by itself, in units of 8 lanes of a wide group: measured on convolutions.
    private static readonly (int Width, double Cost)[] Groups = [(Widest, 2), (8, 1.2), (4, 1), (1, 0.5)];
    private const double CostOfPart = 0.1;

    /// <summary>The parts of a batch, in order.</summary>
    public static Lanes[] Of(int batch)
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
        double apart = Cheapest(whole).Cost + restCost + CostOfPart;
        return apart < cost ? [new(0, whole, Widest), new(whole, rest, restWidth)] : [new(0, batch, width)];
    }

    /// <summary>True when images are computed in lanes at all.</summary>
    public static bool HasLanes(int batch) => !Of(batch)[0].AreRows;

    private static (int Width, double Cost) Cheapest(int images) =>
        Groups.Select(group => (group.Width, Cost: (images + group.Width - 1) / group.Width * group.Cost)).MinBy(group => group.Cost);
}
