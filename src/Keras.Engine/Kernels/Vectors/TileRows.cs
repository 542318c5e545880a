namespace Keras.Engine.Kernels;

/// <summary>How many rows a register tile has: a constant to the JIT, which drops the rows that are not there.</summary>
internal interface ITileRows
{
    static abstract int Count { get; }
}

internal readonly struct Rows8 : ITileRows
{
    public static int Count => 8;
}

internal readonly struct Rows6 : ITileRows
{
    public static int Count => 6;
}

internal readonly struct Rows4 : ITileRows
{
    public static int Count => 4;
}

internal readonly struct Rows3 : ITileRows
{
    public static int Count => 3;
}

internal readonly struct Rows2 : ITileRows
{
    public static int Count => 2;
}

internal readonly struct Rows1 : ITileRows
{
    public static int Count => 1;
}
