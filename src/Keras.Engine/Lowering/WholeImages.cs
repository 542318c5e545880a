using Keras.Core;
using Keras.Engine.Kernels;

namespace Keras.Engine.Lowering;

/// <summary>
/// Windows as large as their image are matrix products: the small image has one position, and the kernel is a matrix of all of a big image's elements by the small
/// channels. Images in lanes are matrices of elements by lanes, one a group.
/// </summary>
internal static class WholeImages
{
    public static bool Are(WindowGeometry geometry, Dimensions big, Dimensions small)
    {
        int spatial = geometry.SpatialRank;
        return geometry.Groups == 1 && big.Slice(1, spatial) == geometry.Kernel && small.Slice(1, spatial).Product == 1
            && geometry.Before.All(rows => rows == 0) && geometry.Dilations.All(step => step == 1);
    }

    /// <summary>The small images, of the kernel (left) and the big images (right); in rows of the big images (left) and the kernel (right).</summary>
    public static MatMulShape Down(WindowGeometry geometry, Dimensions big, Dimensions small)
    {
        var (images, elements, channels, lanes) = Sizes(geometry, big, small);
        return lanes == 0
            ? MatMulShape.Dense(images, channels, elements, false, false)
            : new(channels, lanes, elements)
            {
                Left = new(1, channels),
                Batch = images,
                BatchSteps = new(0, (nint)elements * lanes, (nint)channels * lanes),
            };
    }

    /// <summary>The big images, of the kernel (left) and the small images (right); in rows of the small images (left) and the kernel (right).</summary>
    public static MatMulShape Up(WindowGeometry geometry, Dimensions big, Dimensions small)
    {
        var (images, elements, channels, lanes) = Sizes(geometry, big, small);
        return lanes == 0
            ? MatMulShape.Dense(images, elements, channels, false, true)
            : new(elements, lanes, channels)
            {
                Batch = images,
                BatchSteps = new(0, (nint)channels * lanes, (nint)elements * lanes),
            };
    }

    /// <summary>The kernel's gradient, of the big images (left) and the small images (right).</summary>
    public static MatMulShape Weights(WindowGeometry geometry, Dimensions big, Dimensions small)
    {
        var (images, elements, channels, lanes) = Sizes(geometry, big, small);
        return lanes == 0
            ? MatMulShape.Dense(elements, channels, images, true, false)
            : new(elements, channels, lanes)
            {
                Right = new(1, lanes),
                Terms = images,
                TermSteps = new((nint)elements * lanes, (nint)channels * lanes, 0),
            };
    }

    /// <summary>Images (groups of them in lanes), elements of a big image, small channels, and lanes, 0 for images in rows.</summary>
    private static (int Images, int Elements, int Channels, int Lanes) Sizes(WindowGeometry geometry, Dimensions big, Dimensions small)
    {
        int channel = geometry.SpatialRank + 1;
        return (big[0], geometry.Kernel.Product * big[channel], small[channel], big.Rank == geometry.SpatialRank + 3 ? big[-1] : 0);
    }
}
