using Keras.Core;

namespace Keras.Layers;

/// <summary>How windows lie on an image: what "valid" and "same" mean for convolutions and pooling, of any number of spatial axes.</summary>
internal static class Windows
{
    /// <summary>
    /// Windows that slide over a channels-last image. With "same" there are ⌈size / stride⌉ of them along an axis, and the zeros thought of around
    /// the image are shared between both sides, an odd one at the end.
    /// </summary>
    public static WindowGeometry Over(Dimensions image, Dimensions kernel, Dimensions strides, Dimensions dilations, string padding, int groups = 1)
    {
        int[] before = new int[kernel.Count], after = new int[kernel.Count];
        var geometry = new WindowGeometry(kernel, strides, dilations, new(before), new(after), groups);
        for (int axis = 0; padding == "same" && axis < kernel.Count; axis++)
        {
            int size = image[axis + 1], count = (size + strides[axis] - 1) / strides[axis];
            int total = Math.Max((count - 1) * strides[axis] + geometry.Reach(axis) - size, 0);
            before[axis] = total / 2;
            after[axis] = total - before[axis];
        }
        return geometry;
    }

    /// <summary>
    /// Windows that a transposed convolution spreads a channels-last image over, and the size of the result (Keras's rules, as
    /// TensorFlow and JAX place it): the full result, (size - 1) stride + K long, K = (kernel - 1) dilation + 1, is cut or extended at both ends.
    /// </summary>
    public static (WindowGeometry Geometry, Dimensions Size) Transposed(Dimensions image, Dimensions kernel, Dimensions strides, Dimensions dilations, string padding, Dimensions? outputPadding)
    {
        int[] before = new int[kernel.Count], after = new int[kernel.Count], size = new int[kernel.Count];
        var geometry = new WindowGeometry(kernel, strides, dilations, new(before), new(after));
        for (int axis = 0; axis < kernel.Count; axis++)
        {
            int reach = geometry.Reach(axis), stride = strides[axis];
            if (padding == "valid")
            {
                after[axis] = -(outputPadding?[axis] ?? Math.Max(reach, stride) - reach);
            }
            else
            {
                int room = outputPadding is { } extra ? reach + reach % 2 - 2 + extra[axis] : stride + reach - 2;
                int left = Math.Min(room / 2 + room % 2, reach - 1);
                before[axis] = reach - 1 - left;
                after[axis] = reach - 1 - (room - left);
            }
            size[axis] = (image[axis + 1] - 1) * stride + reach - before[axis] - after[axis];
        }
        return (geometry, new(size));
    }

    /// <summary>Throws when a window without padding is larger than an image of that shape.</summary>
    public static void CheckFit(Layer layer, string format, Dimensions kernel, Dimensions dilations, string padding, KerasShape shape)
    {
        var sizes = DataFormat.SpatialSizes(layer, format, kernel.Count, shape);
        var reach = kernel.Zip(dilations, (taps, dilation) => (taps - 1) * dilation + 1).ToArray();
        if (padding == "valid" && sizes.Zip(reach, (size, needed) => size < needed).Contains(true))
        {
            throw new ArgumentException($"{layer.ClassName} '{layer.Name}': expected images of at least {string.Join(" x ", reach)}, the size of its window; received shape {shape}. Use padding: \"same\", or a smaller window.");
        }
    }
}
