namespace Keras.Engine.Kernels;

/// <summary>Where a matrix's elements lie: element (i, j) at i · <paramref name="Row"/> + j · <paramref name="Column"/>.</summary>
internal readonly record struct MatrixStrides(nint Row, nint Column)
{
    /// <summary>Rows one after the other.</summary>
    public static MatrixStrides RowMajor(nint columns) => new(columns, 1);

    /// <summary>The same memory read as the transposed matrix.</summary>
    public MatrixStrides Transpose() => new(Column, Row);
}

/// <summary>How far apart the matrices of a batch, or the terms of a sum, lie in the left and right factors and in the result.</summary>
internal readonly record struct MatMulSteps(nint Left, nint Right, nint Result);

/// <summary>
/// A batch of sums of matrix products: <c>result[b][i, j] = Σ_t Σ_k left[b, t][i, k] · right[b, t][k, j]</c>. One side of the result must be
/// contiguous. Transposed factors and lanes are strides.
/// </summary>
internal sealed record MatMulShape(int Rows, int Columns, int Inner)
{
    /// <summary>The left factor, <see cref="Rows"/> x <see cref="Inner"/>.</summary>
    public MatrixStrides Left { get; init; } = MatrixStrides.RowMajor(Inner);

    /// <summary>The right factor, <see cref="Inner"/> x <see cref="Columns"/>.</summary>
    public MatrixStrides Right { get; init; } = MatrixStrides.RowMajor(Columns);

    /// <summary>The result, <see cref="Rows"/> x <see cref="Columns"/>.</summary>
    public MatrixStrides Result { get; init; } = MatrixStrides.RowMajor(Columns);

    /// <summary>How many products are added up.</summary>
    public int Terms { get; init; } = 1;

    public MatMulSteps TermSteps { get; init; }

    /// <summary>How many results there are.</summary>
    public int Batch { get; init; } = 1;

    public MatMulSteps BatchSteps { get; init; }

    /// <summary>The product of two row-major matrices (or batches of them), either side transposed first.</summary>
    public static MatMulShape Dense(int rows, int columns, int inner, bool transposeLeft, bool transposeRight, int batch = 1) => new(rows, columns, inner)
    {
        Left = transposeLeft ? MatrixStrides.RowMajor(rows).Transpose() : MatrixStrides.RowMajor(inner),
        Right = transposeRight ? MatrixStrides.RowMajor(inner).Transpose() : MatrixStrides.RowMajor(columns),
        Batch = batch,
        BatchSteps = new((nint)rows * inner, (nint)inner * columns, (nint)rows * columns),
    };

    /// <summary>The same product written as result^T = right^T left^T.</summary>
    public MatMulShape Transpose() => this with
    {
        Rows = Columns,
        Columns = Rows,
        Left = Right.Transpose(),
        Right = Left.Transpose(),
        Result = Result.Transpose(),
        TermSteps = new(TermSteps.Right, TermSteps.Left, TermSteps.Result),
        BatchSteps = new(BatchSteps.Right, BatchSteps.Left, BatchSteps.Result),
    };
}
