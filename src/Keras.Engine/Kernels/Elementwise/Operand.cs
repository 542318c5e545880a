namespace Keras.Engine.Kernels;

/// <summary>What an elementwise kernel reads: an array, or one number for every element.</summary>
internal readonly unsafe struct Operand<T>(T* pointer, nint step)
    where T : unmanaged
{
    /// <summary>The first element.</summary>
    public readonly T* Pointer = pointer;

    /// <summary>1 for an array, 0 for a single number.</summary>
    public readonly nint Step = step;

    public static Operand<T> Array(T* pointer) => new(pointer, 1);

    public static Operand<T> Scalar(T* pointer) => new(pointer, 0);
}
