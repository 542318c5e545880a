using Keras.Core;

namespace Keras.Engine.Layout;

/// <summary>
/// <paramref name="Count"/> images of a batch, from <paramref name="Start"/> on, in lanes: [images, rest...] becomes [groups, rest..., lanes], so that every loop runs over images,
/// however few channels there are. Both ways lie row-major: the layout is an ordinary shape, a conversion an ordinary transposition. Images with one lane stay in rows, [images, rest...].
/// </summary>
internal readonly record struct Lanes(int Start, int Count, int Width)
{
    public bool AreRows => Width == 1;

    private int Groups => (Count + Width - 1) / Width;

    private int Missing => Groups * Width - Count;

    /// <summary>[batch, rest...] laid out.</summary>
    public Dimensions Of(Dimensions rows) => AreRows ? rows.With(0, Count) : [Groups, .. rows.Slice(1, rows.Rank - 1), Width];

    /// <summary>The axes of a value in rows, and what stands for the axis of lanes.</summary>
    public Dimensions With(Dimensions axes, int lanes) => AreRows ? axes : [.. axes, lanes];

    /// <summary>Places without an image hold the first one again, so that nothing is computed there that is not computed elsewhere, too.</summary>
    public Value FromRows(Value batch)
    {
        var rows = Op.SliceAxis(batch, 0, Start, Count);
        if (AreRows)
        {
            return rows;
        }
        int rest = rows.Shape.Slice(1, rows.Rank - 1).Product;
        var shape = Of(rows.Shape);
        if (Missing > 0)
        {
            rows = Op.Concatenate([rows, Op.Broadcast(Op.SliceAxis(rows, 0, 0, 1), rows.Shape.With(0, Missing))], 0);
        }
        return Op.Reshape(Op.Transpose(Op.Reshape(rows, [Groups, Width, rest]), [0, 2, 1]), shape);
    }

    public Value ToRows(Value value)
    {
        if (AreRows)
        {
            return value;
        }
        var shape = value.Shape;
        int rest = shape.Slice(1, shape.Rank - 2).Product;
        return Op.SliceAxis(Op.Reshape(Op.Transpose(Op.Reshape(value, [shape[0], rest, Width]), [0, 2, 1]), PlacesOf(shape)), 0, 0, Count);
    }

    /// <summary>The shape in rows of a value in lanes, places that fill up the last group included.</summary>
    public static Dimensions PlacesOf(Dimensions shape) => [shape[0] * shape[-1], .. shape.Slice(1, shape.Rank - 2)];

    /// <summary>The value, with a number in the places that hold no image of their own: for what runs over images.</summary>
    public Value Masked(Value value, double number)
    {
        if (Missing == 0)
        {
            return value;
        }
        int count = Count;
        double[] holdsImage = [.. Enumerable.Range(0, Groups * Width).Select(place => place < count ? 1.0 : 0)];
        var mask = Op.Constant(holdsImage, [Groups, .. Dimensions.Repeat(1, value.Rank - 2), Width]);
        return Op.Select(mask, value, Op.FillLike(value, number));
    }
}
