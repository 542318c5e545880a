namespace Keras.Core;

/// <summary>A primitive without operands: where values enter the graph.</summary>
internal abstract record Source(Dimensions Shape, KerasDType DType) : Primitive
{
    public override (Dimensions, KerasDType) Infer(ReadOnlySpan<Value> operands) => (Shape, DType);

    public override Value?[] Gradient(Value result, Value gradient) => [];
}

/// <summary>Data given for each run: the batch's inputs, targets and weights. Two inputs are the same when they are the same object.</summary>
internal sealed record Input(string Label, Dimensions Shape, KerasDType DType) : Source(Shape, DType)
{
    public bool Equals(Input? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}

/// <summary>The content of a <see cref="State"/> as it was before the run.</summary>
internal sealed record Read(State State) : Source(State.Shape, State.DType);

/// <summary>Numbers known when the graph is made; one number and an empty shape for a scalar.</summary>
internal sealed record Constant(double[] Numbers, Dimensions Shape, KerasDType DType) : Source(Shape, DType)
{
    public bool Equals(Constant? other) => other is not null && Shape == other.Shape && DType == other.DType
        && (ReferenceEquals(Numbers, other.Numbers) || Numbers.AsSpan().SequenceEqual(other.Numbers));

    public override int GetHashCode() => HashCode.Combine(Shape, Numbers.Length, Numbers.Length > 0 ? Numbers[0] : 0);
}

internal static partial class Op
{
    /// <summary>A scalar, float32 unless said otherwise.</summary>
    public static Value Constant(double number, KerasDType dtype = default) => new Constant([number], [], dtype).Apply();

    /// <summary>An array of numbers known now.</summary>
    public static Value Constant(double[] numbers, Dimensions shape, KerasDType dtype = default) => new Constant(numbers, shape, dtype).Apply();

    /// <summary>A value of that shape that holds one number everywhere.</summary>
    public static Value Fill(Dimensions shape, double number, KerasDType dtype = default) => Broadcast(Constant(number, dtype), shape);

    /// <summary>A number everywhere, of the shape and dtype of another value.</summary>
    public static Value FillLike(Value like, double number) => Fill(like.Shape, number, like.DType);

    /// <summary>0, 1, 2 ... along one axis.</summary>
    public static Value Range(int count, KerasDType dtype) => Constant(Enumerable.Range(0, count).Select(i => (double)i).ToArray(), [count], dtype);

    public static Value Read(State state) => new Read(state).Apply();
}
