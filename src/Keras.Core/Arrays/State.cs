using System.Runtime.InteropServices;

namespace Keras.Core;

/// <summary>
/// Memory that outlives a run of the graph: a weight, a moment of an optimizer, a metric's total. It lies still and is aligned
/// to a cache line, so that a plan can keep its address.
/// </summary>
internal sealed class State
{
    private readonly byte[] _bytes;
    private readonly int _offset;
    private volatile Action? _guard;

    public State(string name, Dimensions shape, KerasDType dtype = default)
    {
        Name = name;
        Shape = shape;
        DType = dtype;
        (_bytes, _offset) = PinnedMemory.Take(checked(shape.Product * ElementSize));
    }

    public string Name { get; }

    public Dimensions Shape { get; }

    /// <summary>What the elements mean. They are stored as <c>double</c> for float64, else as <c>float</c>: the engine computes in one type.</summary>
    public KerasDType DType { get; }

    public int ElementSize => DType == KerasDType.Float64 ? sizeof(double) : sizeof(float);

    public unsafe nint Address => (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _bytes[_offset]);

    /// <summary>The elements, row-major; <typeparamref name="T"/> is <c>double</c> for float64, else <c>float</c>.</summary>
    public Span<T> Elements<T>() where T : unmanaged
    {
        BringNewest();
        return MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(_offset, Shape.Product * ElementSize));
    }

    /// <summary>Brings the newest elements here, while somebody else has newer ones than lie here. Called before elements are reached.</summary>
    public Action? Guard
    {
        get => _guard;
        set => _guard = value;
    }

    /// <summary>Sees that the newest elements lie here: to be called before <see cref="Address"/> is read or written.</summary>
    public void BringNewest() => _guard?.Invoke();

    /// <summary>Its only element.</summary>
    public double ToDouble() => DType == KerasDType.Float64 ? Elements<double>()[0] : Elements<float>()[0];

    /// <summary>Reads the elements in double precision, whatever they are stored as.</summary>
    public double[] ToDoubles()
    {
        if (DType == KerasDType.Float64)
        {
            return Elements<double>().ToArray();
        }
        var result = new double[Shape.Product];
        var elements = Elements<float>();
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = elements[i];
        }
        return result;
    }

    /// <summary>Writes the elements from double precision.</summary>
    public void SetDoubles(ReadOnlySpan<double> values)
    {
        if (DType == KerasDType.Float64)
        {
            values.CopyTo(Elements<double>());
            return;
        }
        Core.Elements.Convert(values, Elements<float>());
    }

    public override string ToString() => $"{Name} {Shape}";
}
