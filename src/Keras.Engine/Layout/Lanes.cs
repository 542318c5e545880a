using Keras.Core;

namespace Keras.Engine.Layout;

/// <summary>
/// A batch in lanes: [batch, rest...] becomes [groups, rest..., lanes], so that every loop runs over images, however few channels there are.
/// Both ways lie row-major: the layout is an ordinary shape, a conversion an ordinary transposition.
/// </summary>
internal static class Lanes
{
    /// <summary>How many images of a batch lie side by side.</summary>
    public static int Count(int batch) => batch == 0 ? 1 : batch % 16 == 0 ? 16 : batch % 8 == 0 ? 8 : batch % 4 == 0 ? 4 : 1;

    public static Dimensions Of(Dimensions rows, int lanes) => [rows[0] / lanes, .. rows.Slice(1, rows.Rank - 1), lanes];

    public static Dimensions ToRows(Dimensions shape) => [shape[0] * shape[-1], .. shape.Slice(1, shape.Rank - 2)];

    public static Value FromRows(Value rows, int lanes)
    {
        var shape = Of(rows.Shape, lanes);
        int rest = rows.Shape.Slice(1, rows.Rank - 1).Product;
        return Op.Reshape(Op.Transpose(Op.Reshape(rows, [shape[0], lanes, rest]), [0, 2, 1]), shape);
    }

    public static Value ToRows(Value value)
    {
        var shape = value.Shape;
        int rest = shape.Slice(1, shape.Rank - 2).Product;
        return Op.Reshape(Op.Transpose(Op.Reshape(value, [shape[0], rest, shape[-1]]), [0, 2, 1]), ToRows(shape));
    }
}
