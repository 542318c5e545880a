namespace Keras.Core;

/// <summary>
/// How a kernel's taps lie between a big image and a small one, per spatial axis: tap k of the small position p touches the big
/// position <c>p · stride + k · dilation − before</c>. <c>Before</c> and <c>After</c> are the rows and columns of zeros thought of
/// around the big image; a negative number leaves rows out.
/// </summary>
internal sealed record WindowGeometry(Dimensions Kernel, Dimensions Strides, Dimensions Dilations, Dimensions Before, Dimensions After, int Groups = 1)
{
    public int SpatialRank => Kernel.Count;

    /// <summary>How far a dilated kernel reaches along an axis: <c>(k - 1) d + 1</c>.</summary>
    public int Reach(int axis) => (Kernel[axis] - 1) * Dilations[axis] + 1;

    /// <summary>The size of the small image along an axis: <c>⌊(big + before + after − reach) / stride⌋ + 1</c>, at least 0.</summary>
    public int SmallSize(int axis, int big)
    {
        int room = big + Before[axis] + After[axis] - Reach(axis);
        return room < 0 ? 0 : room / Strides[axis] + 1;
    }
}
