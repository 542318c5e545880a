using System.Numerics;

namespace Keras.Engine.Kernels;

/// <summary>A function of one number, written for a vector of any width.</summary>
internal interface IUnaryOperation
{
    static abstract V Invoke<V, T>(V x)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A function of two numbers, written for a vector of any width.</summary>
internal interface IBinaryOperation
{
    /// <summary>Whether a function is so long that the JIT would not inline it twice into a loop; a constant to it.</summary>
    static virtual bool IsLong => false;

    static abstract V Invoke<V, T>(V x, V y)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A function of three numbers, written for a vector of any width.</summary>
internal interface ITernaryOperation
{
    static abstract V Invoke<V, T>(V x, V y, V z)
        where V : unmanaged, IVector<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
