namespace Keras.Engine.Kernels;

/// <summary>How many vectors wide a tile of a matrix product is: a constant to the JIT, which drops the vector that is not there.</summary>
internal interface ITileVectors
{
    static abstract int Count { get; }
}

internal readonly struct TwoVectors : ITileVectors
{
    public static int Count => 2;
}

internal readonly struct OneVector : ITileVectors
{
    public static int Count => 1;
}
