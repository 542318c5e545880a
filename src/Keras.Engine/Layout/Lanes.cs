using Keras.Core;

namespace Keras.Engine.Layout;

/// <summary>
/// A batch in lanes: [batch, rest...] becomes [groups, rest..., lanes], so that every loop runs over images, however few channels there are.
/// Both ways lie row-major: the layout is an ordinary shape, a conversion an ordinary transposition.
/// </summary>
internal static class Lanes
{
    private static readonly int[] Counts = [16, 8, 4, 1];

    // Lanes that a vector of the most common processors works on at once.
    private const int AtOnce = 8;

    /// <summary>How many images of a batch lie side by side: what takes the fewest vectors, then the fewest places, the last group filled up; 1 leaves them in rows.</summary>
    public static int Count(int batch) => batch == 0 ? 1 : Counts.MinBy(lanes => (Groups(batch, lanes) * Math.Max(1, lanes / AtOnce), Groups(batch, lanes) * lanes));

    /// <summary>[batch, rest...] with its batch in lanes.</summary>
    public static Dimensions Of(Dimensions rows, int lanes) => [Groups(rows[0], lanes), .. rows.Slice(1, rows.Rank - 1), lanes];

    /// <summary>The shape in rows, places that fill up the last group included.</summary>
    public static Dimensions ToRows(Dimensions shape) => [shape[0] * shape[-1], .. shape.Slice(1, shape.Rank - 2)];

    /// <summary>Places without an image hold the first one again, so that nothing is computed there that is not computed elsewhere, too.</summary>
    public static Value FromRows(Value rows, int lanes)
    {
        var shape = Of(rows.Shape, lanes);
        int rest = rows.Shape.Slice(1, rows.Rank - 1).Product, missing = shape[0] * lanes - rows.Shape[0];
        if (missing > 0)
        {
            rows = Op.Concatenate([rows, Op.Broadcast(Op.SliceAxis(rows, 0, 0, 1), rows.Shape.With(0, missing))], 0);
        }
        return Op.Reshape(Op.Transpose(Op.Reshape(rows, [shape[0], lanes, rest]), [0, 2, 1]), shape);
    }

    public static Value ToRows(Value value, int batch)
    {
        var shape = value.Shape;
        int rest = shape.Slice(1, shape.Rank - 2).Product;
        return Op.SliceAxis(Op.Reshape(Op.Transpose(Op.Reshape(value, [shape[0], rest, shape[-1]]), [0, 2, 1]), ToRows(shape)), 0, 0, batch);
    }

    /// <summary>The value, with a number in the places that hold no image of their own: for what runs over images.</summary>
    public static Value Masked(Value value, int batch, double number)
    {
        int groups = value.Shape[0], lanes = value.Shape[-1];
        if (groups * lanes == batch)
        {
            return value;
        }
        double[] holdsImage = [.. Enumerable.Range(0, groups * lanes).Select(place => place < batch ? 1.0 : 0)];
        var mask = Op.Constant(holdsImage, [groups, .. Dimensions.Repeat(1, value.Rank - 2), lanes]);
        return Op.Select(mask, value, Op.FillLike(value, number));
    }

    private static int Groups(int batch, int lanes) => (batch + lanes - 1) / lanes;
}
